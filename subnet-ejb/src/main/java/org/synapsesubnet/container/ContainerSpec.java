package org.synapsesubnet.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A container as it shall be made. What isn't said here is the hardened default of every container: no new privileges,
 * all capabilities dropped, a read-only root with a small {@code /tmp}, bounded logs, no restarts by the engine.
 *
 * @param name unique on the engine; 2–128 letters, digits, {@code _ . -}
 * @param image what it runs
 * @param command arguments for the image's entry point; empty leaves the image's own
 * @param environment variables
 * @param labels by which it is found again
 * @param volumes named volumes; they are made with the container's labels if need be
 * @param network the one network it is attached to
 * @param limits what it may use
 * @param privileges what it asks for beyond the default
 * @param health what the engine itself checks, if anything
 * @param gpus graphics processors, 0–64; 0 for none
 * @param ports that the host passes on; only networks made for it do so
 */
public record ContainerSpec(
        String name,
        ImageReference image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        List<VolumeMount> volumes,
        String network,
        Limits limits,
        Privileges privileges,
        Optional<HealthCommand> health,
        int gpus,
        List<PublishedPort> ports) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");

    public ContainerSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: '" + name + "' must be 2 to 128 letters, digits, _ . -");
        }
        if (network.isBlank()) {
            throw new IllegalArgumentException("network: must not be blank");
        }
        if (gpus < 0 || gpus > 64) {
            throw new IllegalArgumentException("gpus: " + gpus + " must be from 0 to 64");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
    }

    /** A container of this image with nothing special about it. */
    public static ContainerSpec of(String name, ImageReference image, String network) {
        return new ContainerSpec(
                name,
                image,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                network,
                Limits.small(),
                Privileges.NONE,
                Optional.empty(),
                0,
                List.of());
    }

    public ContainerSpec withCommand(List<String> other) {
        return new ContainerSpec(
                name, image, other, environment, labels, volumes, network, limits, privileges, health, gpus, ports);
    }

    public ContainerSpec withEnvironment(Map<String, String> other) {
        return new ContainerSpec(
                name, image, command, other, labels, volumes, network, limits, privileges, health, gpus, ports);
    }

    public ContainerSpec withLabels(Map<String, String> other) {
        return new ContainerSpec(
                name, image, command, environment, other, volumes, network, limits, privileges, health, gpus, ports);
    }

    public ContainerSpec withVolumes(List<VolumeMount> other) {
        return new ContainerSpec(
                name, image, command, environment, labels, other, network, limits, privileges, health, gpus, ports);
    }

    public ContainerSpec withLimits(Limits other) {
        return new ContainerSpec(
                name, image, command, environment, labels, volumes, network, other, privileges, health, gpus, ports);
    }

    public ContainerSpec withPrivileges(Privileges other) {
        return new ContainerSpec(
                name, image, command, environment, labels, volumes, network, limits, other, health, gpus, ports);
    }

    public ContainerSpec withHealth(HealthCommand other) {
        return new ContainerSpec(
                name,
                image,
                command,
                environment,
                labels,
                volumes,
                network,
                limits,
                privileges,
                Optional.of(other),
                gpus,
                ports);
    }

    public ContainerSpec withGpus(int other) {
        return new ContainerSpec(
                name, image, command, environment, labels, volumes, network, limits, privileges, health, other, ports);
    }

    public ContainerSpec withPorts(List<PublishedPort> other) {
        return new ContainerSpec(
                name, image, command, environment, labels, volumes, network, limits, privileges, health, gpus, other);
    }
}
