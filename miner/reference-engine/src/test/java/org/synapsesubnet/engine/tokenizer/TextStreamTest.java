package org.synapsesubnet.engine.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextStreamTest {

    @Test
    void waitsUntilACharacterIsComplete() {
        TextStream stream = new TextStream();
        byte[] bytes = "a€😀".getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            String piece = stream.add(new byte[] {value});
            assertThat(piece).doesNotContain("\uFFFD");
            assertThat(piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isTrue();
            text.append(piece);
        }
        assertThat(text.append(stream.finish())).hasToString("a€😀");
    }

    @Test
    void replacesWhatCanBecomeNoCharacter() {
        TextStream stream = new TextStream();
        assertThat(stream.add(new byte[] {(byte) 0xE2, (byte) 0x82})).isEmpty();
        assertThat(stream.add(new byte[] {'x'})).isEqualTo("\uFFFDx");
        assertThat(stream.add(new byte[] {(byte) 0xFF})).isEqualTo("\uFFFD");
        assertThat(stream.add(new byte[] {(byte) 0xF0})).isEmpty();
        assertThat(stream.finish()).isEqualTo("\uFFFD");
    }

    @Test
    void anyBytesInAnyPiecesGiveTheTextThatTheyGiveAtOnce() {
        Random random = new Random(23);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            TextStream stream = new TextStream();
            StringBuilder text = new StringBuilder();
            int from = 0;
            while (from < bytes.length) {
                int count = Math.min(1 + random.nextInt(4), bytes.length - from);
                byte[] piece = new byte[count];
                System.arraycopy(bytes, from, piece, 0, count);
                text.append(stream.add(piece));
                from += count;
            }
            assertThat(text.append(stream.finish())).hasToString(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
