package org.synapsesubnet.container.remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ExecResult;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;
import org.synapsesubnet.container.Subscription;

/** What is watched of a remote Ollama: itself, once for each miner that names it. */
final class Watched implements Containers {

    private final RemoteAddress address;
    private final Sign sign;
    private final InstantSource clock;
    private final Map<String, ObservedContainer> seen = new ConcurrentHashMap<>();

    /** Asks for a sign of life. */
    @FunctionalInterface
    interface Sign {
        String ask() throws EngineException;
    }

    Watched(RemoteAddress address, Sign sign, InstantSource clock) {
        this.address = address;
        this.sign = sign;
        this.clock = clock;
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        if (!spec.image().equals(address.image())) {
            throw new EngineException(
                    Fault.NOT_FOUND,
                    "watch " + address.url() + ": the image must be its SHA-256, " + address.image() + ", and is "
                            + spec.image());
        }
        if (spec.gpus() > 0) {
            throw RemoteEngine.without("give graphics processors");
        }
        if (seen.values().stream().anyMatch(other -> other.name().equals(spec.name()))) {
            throw new EngineException(Fault.NAME_TAKEN, "watch " + address.url() + ": " + spec.name() + " does so");
        }
        String id = UUID.randomUUID().toString();
        seen.put(
                id,
                new ObservedContainer(
                        id,
                        spec.name(),
                        address.image().text(),
                        spec.labels(),
                        clock.instant(),
                        ContainerPhase.CREATED,
                        EngineHealth.UNKNOWN,
                        Optional.empty()));
        return id;
    }

    @Override
    public void start(String id) throws EngineException {
        if (seen.computeIfPresent(id, (key, known) -> in(known, ContainerPhase.RUNNING)) == null) {
            throw new EngineException(Fault.NOT_FOUND, "nothing of id " + id + " is watched");
        }
    }

    @Override
    public void stop(String id, Duration patience) {
        seen.computeIfPresent(id, (key, known) -> in(known, ContainerPhase.EXITED));
    }

    @Override
    public void remove(String id) {
        seen.remove(id);
    }

    private ObservedContainer in(ObservedContainer known, ContainerPhase phase) {
        return new ObservedContainer(
                known.id(),
                known.name(),
                known.imageId(),
                known.labels(),
                known.createdAt(),
                phase,
                EngineHealth.UNKNOWN,
                phase == ContainerPhase.RUNNING ? Optional.of(address.url().toString()) : Optional.empty());
    }

    /** Asks for a sign of life first, so that one that is out of reach is lost as a whole. */
    @Override
    public List<ObservedContainer> list(Map<String, String> labels) throws EngineException {
        sign.ask();
        return seen.values().stream()
                .filter(known -> known.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    @Override
    public Optional<ContainerExit> exit(String id) {
        return Optional.empty();
    }

    @Override
    public void put(String id, String folder, Map<String, byte[]> files) throws EngineException {
        throw RemoteEngine.without("put files");
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        throw RemoteEngine.without("signal " + signal);
    }

    @Override
    public void pause(String id) throws EngineException {
        throw RemoteEngine.without("pause");
    }

    @Override
    public ExecResult exec(String id, List<String> command) throws EngineException {
        throw RemoteEngine.without("run " + command.getFirst());
    }

    @Override
    public ContainerStats stats(String id) throws EngineException {
        throw RemoteEngine.without("tell what it uses");
    }

    /** Never hears anything, as nothing is told. */
    @Override
    public Subscription stats(String id, Consumer<ContainerStats> listener, Runnable ended) {
        return () -> {};
    }
}
