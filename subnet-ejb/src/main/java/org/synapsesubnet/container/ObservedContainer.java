package org.synapsesubnet.container;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A container as an engine shows it.
 *
 * @param id the engine's name for it
 * @param name ours for it
 * @param imageId the id of the image it was made of, {@code sha256:…}
 * @param labels those it was made with, and its image's
 * @param createdAt when it was made, to the second, by the engine's clock
 * @param phase where it stands in its life
 * @param health what the engine's own health command says
 * @param address in its network, while it runs; in one of them where it has several
 * @param ports of the host that are passed on to it while it runs, by its own
 */
public record ObservedContainer(
        String id,
        String name,
        String imageId,
        Map<String, String> labels,
        Instant createdAt,
        ContainerPhase phase,
        EngineHealth health,
        Optional<String> address,
        Map<Integer, Integer> ports) {

    /** What an engine's own health command says about a container. */
    public enum EngineHealth {
        /** It has no health command, or doesn't run. */
        UNKNOWN,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    public ObservedContainer {
        labels = Map.copyOf(labels);
        ports = Map.copyOf(ports);
    }

    /** A container without ports of the host. */
    public ObservedContainer(
            String id,
            String name,
            String imageId,
            Map<String, String> labels,
            Instant createdAt,
            ContainerPhase phase,
            EngineHealth health,
            Optional<String> address) {
        this(id, name, imageId, labels, createdAt, phase, health, address, Map.of());
    }
}
