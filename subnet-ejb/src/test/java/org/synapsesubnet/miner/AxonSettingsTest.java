package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AxonSettingsTest {

    private static final URI HERE = URI.create("unix:///var/run/docker.sock");

    @Test
    void anEngineHerePublishesOnTheLoopbackUntilToldOtherwise() {
        assertThat(settings(Map.of()).addressOn("here", HERE)).isEqualTo("127.0.0.1");
        assertThat(settings(Map.of("here", "203.0.113.7")).addressOn("here", HERE))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void anEngineElsewherePublishesWhereItListens() {
        assertThat(settings(Map.of()).addressOn("there", URI.create("tcp://198.51.100.4:2376")))
                .isEqualTo("198.51.100.4");
        assertThat(settings(Map.of("there", "203.0.113.7")).addressOn("there", URI.create("tcp://engine.example:2376")))
                .isEqualTo("203.0.113.7");
    }

    /** What a name stands for may change unseen, and the chain takes none. */
    @Test
    void aNameIsNoAddress() {
        assertThatThrownBy(() -> settings(Map.of()).addressOn("there", URI.create("tcp://engine.example:2376")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("synapse.fleet.axon-addresses: 'there' is missing");
    }

    private static AxonSettings settings(Map<String, String> addresses) {
        return new AxonSettings(Optional.empty(), Path.of("keys"), addresses, true);
    }
}
