package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.model.BlkioStatEntry;
import com.github.dockerjava.api.model.BlkioStatsConfig;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.StatisticNetworksConfig;
import com.github.dockerjava.api.model.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;

/** The engine's answers in our words. */
final class Sightings {

    private Sightings() {}

    static ObservedContainer container(Container shown) {
        String[] names = shown.getNames();
        return new ObservedContainer(
                shown.getId(),
                names == null || names.length == 0 ? "" : names[0].substring(1),
                Objects.toString(shown.getImageId(), ""),
                Objects.requireNonNullElse(shown.getLabels(), Map.of()),
                Instant.ofEpochSecond(number(shown.getCreated())),
                ContainerPhase.of(shown.getState()),
                health(shown.getStatus()),
                address(shown),
                ports(shown));
    }

    private static Map<Integer, Integer> ports(Container shown) {
        ContainerPort[] ports = shown.getPorts();
        if (ports == null) {
            return Map.of();
        }
        return Stream.of(ports)
                .filter(port -> port.getPrivatePort() != null && port.getPublicPort() != null)
                .collect(Collectors.toUnmodifiableMap(
                        ContainerPort::getPrivatePort, ContainerPort::getPublicPort, (one, other) -> one));
    }

    static ContainerEvent event(Event told) {
        Map<String, String> attributes =
                told.getActor() == null || told.getActor().getAttributes() == null
                        ? Map.of()
                        : told.getActor().getAttributes();
        return new ContainerEvent(
                Objects.toString(told.getId(), ""),
                attributes.getOrDefault("name", ""),
                Objects.toString(told.getAction(), ""));
    }

    static ContainerStats stats(Statistics figures) {
        List<StatisticNetworksConfig> networks =
                List.copyOf(Objects.requireNonNullElse(figures.getNetworks(), Map.<String, StatisticNetworksConfig>of())
                        .values());
        MemoryStatsConfig memory = figures.getMemoryStats();
        return new ContainerStats(
                Instant.parse(figures.getRead()),
                cpus(figures),
                Math.max(0, number(memory.getUsage()) - reclaimable(memory)),
                number(memory.getLimit()),
                sum(networks, StatisticNetworksConfig::getRxBytes),
                sum(networks, StatisticNetworksConfig::getTxBytes),
                blocks(figures.getBlkioStats(), "read"),
                blocks(figures.getBlkioStats(), "write"),
                figures.getPidsStats() == null
                        ? 0
                        : number(figures.getPidsStats().getCurrent()));
    }

    /** Whether there are figures at all: of a container that doesn't run the engine sends empty ones. */
    static boolean tellsSomething(Statistics figures) {
        return figures.getMemoryStats() != null
                && figures.getMemoryStats().getUsage() != null
                && figures.getRead() != null;
    }

    /** The only place where a list of containers tells what the health command says is the text for people. */
    private static EngineHealth health(@Nullable String status) {
        String text = Objects.toString(status, "");
        if (text.endsWith("(healthy)")) {
            return EngineHealth.HEALTHY;
        }
        if (text.endsWith("(unhealthy)")) {
            return EngineHealth.UNHEALTHY;
        }
        return text.endsWith("(health: starting)") ? EngineHealth.STARTING : EngineHealth.UNKNOWN;
    }

    private static Optional<String> address(Container shown) {
        if (shown.getNetworkSettings() == null) {
            return Optional.empty();
        }
        Map<String, ContainerNetwork> networks = shown.getNetworkSettings().getNetworks();
        // The one that it was made with comes first: others may come and go.
        ContainerNetwork own = shown.getHostConfig() == null
                ? null
                : networks.get(shown.getHostConfig().getNetworkMode());
        return Stream.concat(Stream.ofNullable(own), networks.values().stream())
                .map(ContainerNetwork::getIpAddress)
                .filter(address -> address != null && !address.isEmpty())
                .findFirst();
    }

    private static double cpus(Statistics figures) {
        long used = cpuNanos(figures.getCpuStats()) - cpuNanos(figures.getPreCpuStats());
        Duration between = Duration.between(Instant.parse(figures.getPreread()), Instant.parse(figures.getRead()));
        // Without an earlier reading the engine says the year 1.
        boolean comparable = between.isPositive() && between.compareTo(Duration.ofHours(1)) < 0;
        return comparable ? Math.max(0, used) / (double) between.toNanos() : 0;
    }

    private static long cpuNanos(@Nullable CpuStatsConfig cpu) {
        return cpu == null || cpu.getCpuUsage() == null
                ? 0
                : number(cpu.getCpuUsage().getTotalUsage());
    }

    private static long reclaimable(MemoryStatsConfig memory) {
        if (memory.getStats() == null) {
            return 0;
        }
        // The names of control groups version 1 and 2.
        Long first = memory.getStats().getTotalInactiveFile();
        return number(first == null ? memory.getStats().getInactiveFile() : first);
    }

    private static long blocks(@Nullable BlkioStatsConfig blocks, String operation) {
        List<BlkioStatEntry> entries = blocks == null ? null : blocks.getIoServiceBytesRecursive();
        return entries == null
                ? 0
                : entries.stream()
                        .filter(entry -> operation.equalsIgnoreCase(entry.getOp()))
                        .mapToLong(entry -> number(entry.getValue()))
                        .sum();
    }

    private static long sum(
            List<StatisticNetworksConfig> networks, Function<StatisticNetworksConfig, @Nullable Long> part) {
        return networks.stream()
                .mapToLong(network -> number(part.apply(network)))
                .sum();
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
