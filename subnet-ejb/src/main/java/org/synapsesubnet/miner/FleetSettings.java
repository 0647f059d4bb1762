package org.synapsesubnet.miner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.miner.health.HealthSettings;

/**
 * Everything that can be set about the fleet; keys start with {@code synapse.fleet}, defaults and meanings stand in
 * {@code microprofile-config.properties}.
 *
 * @param hosts whose containers are looked after; none: no fleet
 * @param tick the longest time between two looks at a host, 100 ms–5 min; events bring them forward
 * @param health patience with engines
 * @param backOff after failures
 */
record FleetSettings(List<HostAddress> hosts, Duration tick, HealthSettings health, BackOff backOff) {

    FleetSettings {
        hosts = List.copyOf(hosts);
        if (tick.toMillis() < 100 || tick.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("tick: " + tick + " must be from PT0.1S to PT5M");
        }
        if (hosts.stream().map(HostAddress::name).distinct().count() < hosts.size()) {
            throw new IllegalArgumentException("synapse.fleet.hosts: a name is given twice");
        }
    }

    /** @throws IllegalArgumentException naming the value that can't be used */
    static FleetSettings from(Config config) {
        Path certificates = Path.of(config.getValue("synapse.fleet.certificates", String.class));
        List<String> hosts = List.of(
                config.getOptionalValue("synapse.fleet.hosts", String[].class).orElse(new String[0]));
        return new FleetSettings(
                HostAddress.parseAll(hosts, certificates, millis(config, "call-millis")),
                millis(config, "tick-millis"),
                new HealthSettings(
                        millis(config, "probe-millis"),
                        millis(config, "generation-millis"),
                        millis(config, "sign-millis"),
                        config.getValue("synapse.fleet.misses", Integer.class),
                        millis(config, "start-millis"),
                        millis(config, "busy-millis")),
                new BackOff(
                        millis(config, "rest-millis"),
                        millis(config, "longest-rest-millis"),
                        config.getValue("synapse.fleet.crash-limit", Integer.class),
                        millis(config, "forgive-millis")));
    }

    private static Duration millis(Config config, String name) {
        return Duration.ofMillis(config.getValue("synapse.fleet." + name, Long.class));
    }
}
