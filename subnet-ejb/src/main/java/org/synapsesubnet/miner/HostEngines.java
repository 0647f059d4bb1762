package org.synapsesubnet.miner;

import java.net.http.HttpClient;
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
import org.synapsesubnet.container.remote.RemoteAddress;
import org.synapsesubnet.container.remote.RemoteEngine;

/**
 * Opens what runs the miners of a host.
 *
 * @param swarmAllows what containers are denied elsewhere and needn't be denied in a swarm
 * @param commands that processes may be started with
 * @param processes folder with a folder per host of processes
 * @param remotes host and port of each Ollama of others that may be called
 */
record HostEngines(Set<SwarmGap> swarmAllows, AllowedCommands commands, Path processes, Set<String> remotes) {

    /** @throws IllegalArgumentException naming the setting that can't be used */
    static HostEngines from(Config config) {
        return new HostEngines(
                words(config, "synapse.fleet.swarm-allows")
                        .map(HostEngines::gap)
                        .collect(Collectors.toUnmodifiableSet()),
                AllowedCommands.parse(text(config, "synapse.fleet.native-allow-list")),
                Path.of(config.getValue("synapse.fleet.native-folder", String.class)),
                words(config, "synapse.fleet.remote-allow-list").collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> words(Config config, String key) {
        return Stream.of(text(config, key).split(",")).map(String::strip).filter(word -> !word.isEmpty());
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

    /**
     * @param client for what is asked over HTTP; stays the caller's
     * @throws IllegalArgumentException naming the setting that doesn't allow the host
     */
    ContainerEngine open(HostAddress host, HttpClient client, InstantSource clock, ExecutorService threads) {
        ContainerPolicy policy = ContainerPolicy.STRICT;
        return switch (host.place()) {
            case HostPlace.Docker docker -> new DockerEngine(docker.engine(), policy, threads);
            case HostPlace.Swarm swarm -> new SwarmEngine(swarm.manager(), policy, swarmAllows, clock, threads);
            case HostPlace.Native here ->
                new ProcessEngine(processes.resolve(host.name()), commands, policy, clock, threads);
            case HostPlace.Remote remote -> {
                requireAllowed(host.name(), remote.engine());
                yield new RemoteEngine(remote.engine(), client, remote.deadline(), clock);
            }
        };
    }

    private void requireAllowed(String host, RemoteAddress remote) {
        if (!remotes.contains(remote.authority())) {
            throw new IllegalArgumentException("synapse.fleet.remote-allow-list: " + remote.authority()
                    + " isn't in it, so host " + host + " can't be used");
        }
    }
}
