package org.synapsesubnet.validator.gateway.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;

class AnswerReadingTest {

    @Test
    void cutsLinesHoweverTheBytesArrive() throws Exception {
        byte[] sent = "{\"a\":1}\n\n{\"b\":\"ü\"}\r\n{\"c\":3}".getBytes(UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            LineBuffer lines = new LineBuffer(true, 100);
            for (int from = 0; from < sent.length; ) {
                int length = Math.min(sent.length - from, 1 + random.nextInt(9));
                lines.add(ByteBuffer.wrap(sent, from, length));
                from += length;
            }
            lines.end();
            assertThat(all(lines)).containsExactly("{\"a\":1}", "{\"b\":\"ü\"}", "{\"c\":3}");
        }
    }

    @Test
    void keepsAWholeAnswerTogether() throws Exception {
        LineBuffer whole = new LineBuffer(false, 100);
        whole.add(ByteBuffer.wrap("{\n\"a\":".getBytes(UTF_8)));
        whole.add(ByteBuffer.wrap("1\n}\n".getBytes(UTF_8)));
        whole.end();

        assertThat(all(whole)).hasSize(1).first().asString().startsWith("{\n").endsWith("}\n");
    }

    @Test
    void refusesALineThatNeverEnds() {
        LineBuffer lines = new LineBuffer(true, 10);

        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> lines.add(ByteBuffer.wrap("x".repeat(11).getBytes(UTF_8))))
                .withMessageContaining("10 bytes");
    }

    @Test
    void understandsChatAndGenerate() throws Exception {
        AnswerChunk chat = parse("{\"message\":{\"role\":\"assistant\",\"content\":\"a\",\"thinking\":\"b\","
                + "\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]},\"logprobs\":[{\"token\":\"a\"}],\"done\":false}");
        assertThat(chat.content()).isEqualTo("a");
        assertThat(chat.thinking()).isEqualTo("b");
        assertThat(chat.toolCalls()).hasSize(1);
        assertThat(chat.logprobs()).hasSize(1);
        assertThat(chat.done()).isFalse();
        assertThat(parse("{\"response\":\"a\",\"context\":[1,2]}").content()).isEqualTo("a");
    }

    @Test
    void readsTheEnd() throws Exception {
        AnswerChunk end =
                parse("{\"done\":true,\"done_reason\":\"length\",\"prompt_eval_count\":3,\"eval_count\":4,\"new\":{}}");

        assertThat(end.doneReason()).isEqualTo("length");
        assertThat(end.tokens()).isEqualTo(new TokenCount(3, 4, false));
        assertThat(parse("{\"done\":true}").tokens()).isNull();
    }

    @Test
    void readsAnError() throws Exception {
        assertThat(parse("{\"error\":\"out of memory\"}").error()).isEqualTo("out of memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "{} {}", "{\"done\":true,\"eval_count\":-5}", "{\"message\":}", "nonsense"})
    void refusesWhatIsNoAnswer(String line) {
        assertThatExceptionOfType(MalformedAnswerException.class).isThrownBy(() -> parse(line));
    }

    private static AnswerChunk parse(String line) throws MalformedAnswerException {
        return AnswerParser.parse(line.getBytes(UTF_8));
    }

    private static List<String> all(LineBuffer lines) {
        List<String> all = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line, UTF_8).replace("\r", ""));
        }
        return all;
    }
}
