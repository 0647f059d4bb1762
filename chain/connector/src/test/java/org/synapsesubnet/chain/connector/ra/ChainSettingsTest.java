package org.synapsesubnet.chain.connector.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;

class ChainSettingsTest {

    @Test
    void theAdaptersOwnValuesCountWhereNothingOverridesThem() throws ChainException {
        assertThat(read(Map.of(), Map.of("SYNAPSE_CHAIN_ID", " ")))
                .isEqualTo(new ChainSettings(
                        new ChainIdentity("embedded", 1),
                        Path.of("var/chain").toAbsolutePath(),
                        Duration.ofSeconds(1),
                        Hyperparameters.EMBEDDED));
    }

    @Test
    void systemPropertiesComeBeforeTheEnvironment() throws ChainException {
        ChainSettings settings = read(
                Map.of("synapse.chain.store", "/property", "synapse.chain.netuid", "3"),
                Map.of(
                        "SYNAPSE_CHAIN_STORE", "/environment",
                        "SYNAPSE_CHAIN_ID", "other",
                        "SYNAPSE_CHAIN_BLOCK_INTERVAL_MILLIS", "250",
                        "SYNAPSE_CHAIN_TEMPO", "7"));
        assertThat(settings)
                .isEqualTo(new ChainSettings(
                        new ChainIdentity("other", 3),
                        Path.of("/property"),
                        Duration.ofMillis(250),
                        Hyperparameters.embedded(7)));
    }

    @Test
    void whatIsWrongIsNamed() {
        assertWrong("synapse.chain.netuid", "many", "synapse.chain.netuid must be a whole number, but was 'many'");
        assertWrong("synapse.chain.netuid", "-1", "netuid must be 0 to 65535, but was -1");
        assertWrong("synapse.chain.id", "No Name", "chainId must be");
        assertWrong("synapse.chain.block-interval-millis", "9", "blockIntervalMillis must be 10 to 86400000");
        assertWrong("synapse.chain.tempo", "1", "tempo must be 2 to 1000000, but was 1");
    }

    private static void assertWrong(String key, String value, String message) {
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> read(Map.of(key, value), Map.of()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_CONFIGURATION))
                .withMessageContaining(message);
    }

    private static ChainSettings read(Map<String, String> properties, Map<String, String> environment)
            throws ChainException {
        return ChainSettings.read("embedded", 1, "var/chain", 1_000, 20, properties::get, environment::get);
    }
}
