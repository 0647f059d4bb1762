package org.synapsesubnet.miner;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.axon.AxonIdentity;
import org.synapsesubnet.miner.axon.AxonImage;
import org.synapsesubnet.miner.axon.AxonKeys;
import org.synapsesubnet.miner.axon.AxonLines;

/** The axons of one host: what each shall be like, what its container gets, and where it is reached. */
final class HostAxons implements AutoCloseable {

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    private final String host;
    private final ContainerEngine engine;
    private final AxonImage source;
    private final AxonKeys keys;
    private final AxonLines lines;
    private final AxonRows rows;
    private final AxonBlueprint blueprint;
    private final InstantSource clock;
    private final Map<ReplicaKey, AxonRecord> written = new HashMap<>();
    private @Nullable ImageReference image;
    private Instant nextTry = Instant.MIN;
    private String imageTrouble = "";

    /** @param lines closed with this */
    HostAxons(
            String host,
            ContainerEngine engine,
            AxonImage source,
            AxonKeys keys,
            AxonLines lines,
            AxonRows rows,
            AxonBlueprint blueprint,
            InstantSource clock) {
        this.host = host;
        this.engine = engine;
        this.source = source;
        this.keys = keys;
        this.lines = lines;
        this.rows = rows;
        this.blueprint = blueprint;
        this.clock = clock;
    }

    /** The shapes of all axons there shall be, empty where one can't be made now. */
    Map<ReplicaKey, Optional<String>> shapes(List<FleetMiner> miners) throws EngineException {
        var shapes = new HashMap<ReplicaKey, Optional<String>>();
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                shapes.put(
                        key,
                        image().flatMap(made ->
                                identity(key).map(identity -> blueprint.shape(miner, key, made, identity))));
            }
        }
        return shapes;
    }

    /** The container of an axon, whose row is written before: what isn't remembered may not become a neuron. */
    ContainerSpec container(FleetMiner miner, ReplicaKey key) throws EngineException, SQLException {
        ImageReference made = image().orElseThrow();
        AxonIdentity identity = identity(key).orElseThrow();
        AxonRecord before = written.get(key);
        remember(record(miner, key, identity, before == null ? 0 : before.port()));
        return blueprint.container(miner, key, made, identity);
    }

    /** Gives a made container what it needs before its start; may be done again. */
    void furnish(ReplicaKey key, String container) throws EngineException {
        try {
            engine.containers().put(container, AxonBlueprint.KEYS, keys.files(key.fileName()));
        } catch (IOException e) {
            throw new EngineException(Fault.REFUSED, "keys of " + key + ": " + e.getMessage(), e);
        }
        engine.networks().connect(blueprint.ownership().network(key.miner()), container);
    }

    /** Writes down where running axons are published. */
    void note(List<FleetMiner> miners, Map<String, ObservedContainer> byName) throws SQLException {
        var bases = new HashSet<URI>();
        var wanted = new HashSet<ReplicaKey>();
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                wanted.add(key);
                Optional<Integer> port = port(byName.get(blueprint.ownership().container(key, Part.AXON)));
                if (port.isPresent()) {
                    bases.add(blueprint.published(port.get()));
                    Optional<AxonIdentity> identity = identity(key);
                    if (identity.isPresent()) {
                        remember(record(miner, key, identity.get(), port.get()));
                    }
                }
            }
        }
        lines.retain(bases);
        written.keySet().retainAll(wanted);
    }

    /** Where a running axon is reached; empty while it doesn't run. */
    Optional<URI> address(@Nullable ObservedContainer axon) {
        return port(axon).map(blueprint::published);
    }

    /** Our standing session with an axon. */
    Optional<ValidatorSession> session(ReplicaKey key, URI address) {
        return identity(key).map(identity -> lines.session(address, identity));
    }

    AxonLines lines() {
        return lines;
    }

    /** Why there is no axon: it doesn't run, or it can't be made. */
    String absence() {
        return imageTrouble.isEmpty() ? "its axon doesn't run" : "its axon has no image: " + imageTrouble;
    }

    /** Looks for the image anew, since the engine seems not to have it any more. */
    void forgetImage() {
        image = null;
    }

    private static Optional<Integer> port(@Nullable ObservedContainer axon) {
        return axon == null || axon.phase() != ContainerPhase.RUNNING
                ? Optional.empty()
                : Optional.ofNullable(axon.ports().get(AxonBlueprint.PORT));
    }

    private AxonRecord record(FleetMiner miner, ReplicaKey key, AxonIdentity identity, int port) {
        return new AxonRecord(
                key,
                host,
                identity.hotkey().hotkey(),
                identity.certificate(),
                blueprint.address(),
                port,
                miner.revision());
    }

    private void remember(AxonRecord axon) throws SQLException {
        if (!axon.equals(written.get(axon.key()))) {
            rows.save(axon);
            written.put(axon.key(), axon);
        }
    }

    private Optional<AxonIdentity> identity(ReplicaKey key) {
        try {
            AxonIdentity identity = keys.of(key.fileName());
            lines.trust(identity);
            return Optional.of(identity);
        } catch (IOException e) {
            FleetLog.LOG.axonWithoutKeys(key, e.toString());
            return Optional.empty();
        }
    }

    private Optional<ImageReference> image() throws EngineException {
        if (image == null && !clock.instant().isBefore(nextTry)) {
            nextTry = clock.instant().plus(BETWEEN_TRIES);
            try {
                image = source.on(engine.images());
                nextTry = Instant.MIN;
                imageTrouble = "";
            } catch (IOException e) {
                missImage(e);
            } catch (EngineException e) {
                if (e.isEngineLost()) {
                    throw e;
                }
                missImage(e);
            }
        }
        return Optional.ofNullable(image);
    }

    private void missImage(Exception e) {
        imageTrouble = String.valueOf(e.getMessage());
        FleetLog.LOG.axonImageMissing(host, imageTrouble);
    }

    @Override
    public void close() {
        lines.close();
    }
}
