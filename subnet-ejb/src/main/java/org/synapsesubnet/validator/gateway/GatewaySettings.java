package org.synapsesubnet.validator.gateway;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.validator.gateway.ledger.LedgerSettings;
import org.synapsesubnet.validator.gateway.relay.RelaySettings;
import org.synapsesubnet.validator.gateway.routing.MinerEndpoint;

/**
 * Everything that can be set about the gateway; keys start with {@code synapse.gateway}, defaults and meanings stand in
 * {@code microprofile-config.properties}.
 *
 * @param miners where requests may go
 * @param limits what is taken on
 * @param relay patience with miners
 * @param ledger how usage is kept
 * @param waiting for miners that wake
 * @param probeDeadline how long a miner may take to say how it stands, 10 ms–10 s
 * @param firstRest how long a miner is left alone after its first failure, 10 ms–10 min
 */
public record GatewaySettings(
        List<MinerEndpoint> miners,
        GatewayLimits limits,
        RelaySettings relay,
        LedgerSettings ledger,
        WaitingSettings waiting,
        Duration probeDeadline,
        Duration firstRest) {

    public GatewaySettings {
        miners = List.copyOf(miners);
        requireRange("probeDeadline", probeDeadline, Duration.ofSeconds(10));
        requireRange("firstRest", firstRest, Duration.ofMinutes(10));
    }

    /** @throws IllegalArgumentException naming the key whose value can't be used */
    static GatewaySettings from(Config config) {
        return new GatewaySettings(
                MinerEndpoint.parseAll(List.of(config.getOptionalValue("synapse.gateway.miners", String[].class)
                        .orElse(new String[0]))),
                new GatewayLimits(
                        number(config, "body-limit-bytes"),
                        number(config, "in-flight-limit"),
                        number(config, "assumed-completion-tokens")),
                new RelaySettings(
                        number(config, "attempts"),
                        millis(config, "first-byte-millis"),
                        millis(config, "idle-millis"),
                        millis(config, "answer-millis"),
                        number(config, "answer-limit-bytes")),
                new LedgerSettings(
                        config.getValue("synapse.node.name", String.class),
                        number(config, "slab-tokens"),
                        number(config, "ledger-queue"),
                        millis(config, "ledger-millis"),
                        Duration.ofSeconds(1)),
                waiting(config),
                millis(config, "probe-millis"),
                millis(config, "rest-millis"));
    }

    private static WaitingSettings waiting(Config config) {
        return new WaitingSettings(number(config, "wake-seats"), millis(config, "wake-millis"));
    }

    private static int number(Config config, String name) {
        return config.getValue("synapse.gateway." + name, Integer.class);
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(config.getValue("synapse.gateway." + name, Long.class));
    }

    private static void requireRange(String field, Duration value, Duration most) {
        if (value.toMillis() < 10 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from PT0.01S to " + most);
        }
    }
}
