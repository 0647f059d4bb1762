package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;

/** Takes the steps of a plan. What must survive a crash is written down before the step that can't be undone. */
final class StepTaker {

    /** How long a container that isn't wanted any more may take to end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String host;
    private final ContainerEngine engine;
    private final HostNotes notes;
    private final BackOff backOff;
    private final InstantSource clock;
    private final Ownership ownership;
    private final Optional<HostAxons> axons;
    private final Blueprint blueprint;

    StepTaker(
            String host,
            ContainerEngine engine,
            HostNotes notes,
            Ownership ownership,
            Optional<HostAxons> axons,
            BackOff backOff,
            InstantSource clock) {
        this.host = host;
        this.engine = engine;
        this.notes = notes;
        this.backOff = backOff;
        this.clock = clock;
        this.ownership = ownership;
        this.axons = axons;
        this.blueprint = new Blueprint(ownership);
    }

    /** Makes the networks that the steps need. */
    void prepare(List<Step> steps) throws EngineException {
        var miners = new TreeSet<String>();
        boolean published = false;
        for (Step step : steps) {
            if (step instanceof Step.Create create) {
                miners.add(create.miner().name());
                published |= create.part() == Part.AXON;
            } else if (step instanceof Step.Start start) {
                miners.add(start.key().miner());
            }
        }
        for (String miner : miners) {
            engine.networks().ensureShared(ownership.network(miner), ownership.labels());
        }
        if (published) {
            engine.networks().ensurePublished(ownership.axonNetwork(), ownership.labels());
        }
    }

    /**
     * @param memory of all wanted replicas; failures are noted there too
     * @throws EngineException when the engine is lost, so that no further step makes sense
     */
    void take(Step step, Map<ReplicaKey, ReplicaRecord> memory) throws EngineException, SQLException {
        try {
            switch (step) {
                case Step.Create create -> create(create, memory);
                case Step.Start start -> start(start.key(), start.container(), start.part(), memory);
                case Step.Replace replace -> replace(replace, memory);
                case Step.Retire retire -> {
                    engine.containers().stop(retire.container(), GRACE);
                    remove(retire.container(), retire.name(), retire.why());
                }
                case Step.Remove remove -> remove(remove.container(), remove.name(), remove.why());
            }
        } catch (EngineException e) {
            if (e.isEngineLost()) {
                throw e;
            }
            FleetLog.LOG.stepFailed(host, String.valueOf(e.getMessage()));
        }
    }

    private void create(Step.Create create, Map<ReplicaKey, ReplicaRecord> memory)
            throws EngineException, SQLException {
        String container;
        try {
            container = engine.containers().create(spec(create));
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                axons.ifPresent(HostAxons::forgetImage);
            }
            if (!e.isEngineLost()) {
                fail(create.key(), "", String.valueOf(e.getMessage()), memory);
            }
            throw e;
        }
        start(create.key(), container, create.part(), memory);
    }

    private ContainerSpec spec(Step.Create create) throws EngineException, SQLException {
        return create.part() == Part.ENGINE
                ? blueprint.container(create.miner(), create.ordinal())
                : axons.orElseThrow().container(create.miner(), create.key());
    }

    private void start(ReplicaKey key, String container, Part part, Map<ReplicaKey, ReplicaRecord> memory)
            throws EngineException, SQLException {
        try {
            if (part == Part.AXON) {
                axons.orElseThrow().furnish(key, container);
            }
            engine.containers().start(container);
        } catch (EngineException e) {
            if (!e.isEngineLost()) {
                fail(key, container, String.valueOf(e.getMessage()), memory);
                engine.containers().remove(container);
            }
            throw e;
        }
    }

    private void replace(Step.Replace replace, Map<ReplicaKey, ReplicaRecord> memory)
            throws EngineException, SQLException {
        // A container that has ended says more than the one who found it silent.
        String why = engine.containers()
                .exit(replace.container())
                .map(ContainerExit::reason)
                .orElse(replace.why());
        fail(replace.key(), replace.container(), why, memory);
        engine.containers().remove(replace.container());
    }

    private void remove(String container, String name, String why) throws EngineException {
        engine.containers().remove(container);
        FleetLog.LOG.removed(name, why);
    }

    private void fail(ReplicaKey key, String container, String why, Map<ReplicaKey, ReplicaRecord> memory)
            throws SQLException {
        ReplicaRecord record = memory.get(key);
        if (record == null) {
            return;
        }
        // Containers that end with their engine haven't failed, neither of a pair: it stays lost until the next look.
        ReplicaRecord after = record.state() == ReplicaState.LOST
                ? record.standing(ReplicaState.LOST, why)
                : record.failed(container, why, backOff, clock.instant());
        memory.put(key, after);
        notes.save(after);
        FleetLog.LOG.replicaFailed(key, after.failures(), why);
    }
}
