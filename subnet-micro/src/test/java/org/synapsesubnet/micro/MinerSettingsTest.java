package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;

class MinerSettingsTest {

    private static final Hotkey VALIDATOR = new Hotkey("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");

    @Test
    void standsOnACommandLineAsItIs() {
        MinerSettings joining = new MinerSettings(
                8091,
                Path.of("/s p/miner.key"),
                Path.of("/s p/miner.gguf"),
                Optional.of(new MinerSettings.Membership(URI.create("http://127.0.0.1:8080"), Path.of("cold.key"))),
                Set.of(),
                Duration.ZERO);
        MinerSettings closed = new MinerSettings(
                8092, Path.of("a"), Path.of("b"), Optional.empty(), Set.of(VALIDATOR), Duration.ofMillis(7));

        assertThat(MinerSettings.parse(joining.arguments())).isEqualTo(joining);
        assertThat(MinerSettings.parse(closed.arguments())).isEqualTo(closed);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> MinerSettings.parse(List.of("--port"))).hasMessage("--port needs a value");
        assertThatThrownBy(() -> MinerSettings.parse(List.of("--port", "1"))).hasMessage("--key is missing");
        assertThatThrownBy(() -> MinerSettings.parse(
                        List.of("--port", "1", "--key", "k", "--model", "m", "--chain", "http://127.0.0.1:8080")))
                .hasMessage("--coldkey is missing");
    }
}
