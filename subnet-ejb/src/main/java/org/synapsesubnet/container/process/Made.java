package org.synapsesubnet.container.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.VolumeMount;

/**
 * What a process is started with, as it is kept in its folder.
 *
 * @param id of the container
 * @param image the command's name
 * @param host address of this machine that is the process's own
 * @param memoryBytes after which it is ended
 * @param createdAtMillis since 1970
 */
record Made(
        String id,
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        List<String> volumes,
        String host,
        long memoryBytes,
        long createdAtMillis) {

    /** A container's environment says where it listens among its own addresses; a process has one for itself. */
    private static final String ANY_ADDRESS = "0.0.0.0";

    /** Where every container of an engine may listen, and where each process does. */
    private static final String PORT = "11434";

    static Made of(ContainerSpec spec, List<String> command, String id, String host, Folders folders, Instant now) {
        Map<String, String> mounts = spec.volumes().stream()
                .collect(Collectors.toMap(
                        VolumeMount::target,
                        volume -> folders.volume(volume.source()).toString()));
        return new Made(
                id,
                spec.name(),
                spec.image().text(),
                command.stream()
                        .map(word -> word.replace(AllowedCommands.HOST, host).replace(AllowedCommands.PORT, PORT))
                        .toList(),
                spec.environment().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                variable -> mounts.getOrDefault(
                                        variable.getValue(), variable.getValue().replace(ANY_ADDRESS, host)))),
                spec.labels(),
                spec.volumes().stream().map(VolumeMount::source).toList(),
                host,
                spec.limits().memoryBytes(),
                now.toEpochMilli());
    }

    Instant createdAt() {
        return Instant.ofEpochMilli(createdAtMillis);
    }
}
