package org.synapsesubnet.axon.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.axon.RefusedException;

class BodyReaderTest {

    private final BodyReader reader = new BodyReader(4_096, 8_192);

    @Test
    void readsABodyOfTheLimit() throws Exception {
        try (BodyReader.Body body = reader.read(bytes(4_096), OptionalLong.of(4_096))) {
            assertThat(body.bytes()).hasSize(4_096);
        }
    }

    @Test
    void refusesALongBodyBeforeReadingIt() {
        assertThatThrownBy(() -> reader.read(InputStream.nullInputStream(), OptionalLong.of(Long.MAX_VALUE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("4096 bytes");
    }

    @Test
    void refusesALongBodyOfUnknownLength() {
        assertThatThrownBy(() -> reader.read(bytes(4_097), OptionalLong.empty()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("4096 bytes");
    }

    @Test
    void refusesMoreBodiesTogetherThanThereIsMemoryFor() throws Exception {
        try (BodyReader.Body one = reader.read(bytes(4_096), OptionalLong.of(4_096));
                BodyReader.Body two = reader.read(bytes(10), OptionalLong.empty())) {
            assertThatThrownBy(() -> reader.read(bytes(1), OptionalLong.of(1)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("memory");
        }
        reader.read(bytes(1), OptionalLong.of(1)).close();
    }

    @Test
    void givesTheMemoryOfARefusedBodyBack() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> reader.read(bytes(5_000), OptionalLong.empty()))
                    .isInstanceOf(RefusedException.class);
        }
        reader.read(bytes(4_096), OptionalLong.of(4_096)).close();
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }
}
