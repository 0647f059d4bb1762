package org.synapsesubnet.miner;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.SwarmGap;
import org.synapsesubnet.container.docker.DockerEngine;
import org.synapsesubnet.container.docker.SwarmEngine;
import org.synapsesubnet.container.process.AllowedCommands;
import org.synapsesubnet.container.process.ProcessEngine;

/**
 * Opens what runs the miners of a host.
 *
 * @param swarmAllows what containers are denied elsewhere and needn't be denied in a swarm
 * @param commands that processes may be started with
 * @param processes folder with a folder per host of processes
 */
record HostEngines(Set<SwarmGap> swarmAllows, AllowedCommands commands, Path processes) {

    /** @throws IllegalArgumentException naming the setting that can't be used */
    static HostEngines from(Config config) {
        return new HostEngines(
                Stream.of(text(config, "synapse.fleet.swarm-allows").split(","))
                        .map(String::strip)
                        .filter(gap -> !gap.isEmpty())
                        .map(HostEngines::gap)
                        .collect(Collectors.toUnmodifiableSet()),
                AllowedCommands.parse(text(config, "synapse.fleet.native-allow-list")),
                Path.of(config.getValue("synapse.fleet.native-folder", String.class)));
    }

    private static String text(Config config, String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }

    private static SwarmGap gap(String text) {
        try {
            return SwarmGap.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("synapse.fleet.swarm-allows: " + e.getMessage(), e);
        }
    }

    ContainerEngine open(HostAddress host, InstantSource clock, ExecutorService threads) {
        ContainerPolicy policy = ContainerPolicy.STRICT;
        return switch (host.place()) {
            case HostPlace.Docker docker -> new DockerEngine(docker.engine(), policy, threads);
            case HostPlace.Swarm swarm -> new SwarmEngine(swarm.manager(), policy, swarmAllows, clock, threads);
            case HostPlace.Native here ->
                new ProcessEngine(processes.resolve(host.name()), commands, policy, clock, threads);
        };
    }
}
