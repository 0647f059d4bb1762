package org.synapsesubnet.miner;

import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.health.HealthWatch;
import org.synapsesubnet.miner.health.Verdict;

/**
 * Makes a host's containers what its miners' rows say, one pass after the other. It keeps nothing that it couldn't find
 * out again: killed anywhere, the next one goes on from what it sees. One thread at a time.
 */
final class Reconciler {

    private final String host;
    private final ContainerEngine engine;
    private final FleetRows rows;
    private final Ownership ownership;
    private final HealthWatch health;
    private final BackOff backOff;
    private final InstantSource clock;
    private final StepTaker steps;
    private final VolumeSweep sweep;
    private final Map<ReplicaKey, Instant> wellSince = new HashMap<>();
    private boolean lost = true;

    Reconciler(
            String host,
            ContainerEngine engine,
            FleetRows rows,
            Ownership ownership,
            HealthWatch health,
            BackOff backOff,
            InstantSource clock) {
        this.host = host;
        this.engine = engine;
        this.rows = rows;
        this.ownership = ownership;
        this.health = health;
        this.backOff = backOff;
        this.clock = clock;
        this.steps = new StepTaker(host, engine, rows, ownership, backOff, clock);
        this.sweep = new VolumeSweep(engine.volumes(), ownership, clock);
    }

    /** @return whether anything was done, so that another look is worth while at once */
    boolean pass() throws SQLException {
        List<FleetMiner> miners = rows.minersOn(host);
        Map<ReplicaKey, ReplicaRecord> memory = rows.replicasOn(host);
        try {
            if (lost) {
                found();
            }
            return pass(miners, memory, engine.containers().list(ownership.labels()));
        } catch (EngineException e) {
            if (e.isEngineLost()) {
                lost(miners, memory, String.valueOf(e.getMessage()));
            } else {
                FleetLog.LOG.stepFailed(host, String.valueOf(e.getMessage()));
            }
            return false;
        }
    }

    private boolean pass(
            List<FleetMiner> miners, Map<ReplicaKey, ReplicaRecord> memory, List<ObservedContainer> containers)
            throws EngineException, SQLException {
        health.look(subjects(miners, containers));
        Map<String, Verdict> verdicts = health.verdicts();
        remember(miners, memory, containers, verdicts);
        List<Step> planned =
                new FleetPlan(ownership, backOff, verdicts).steps(miners, containers, memory, clock.instant());
        if (planned.stream().anyMatch(Step.Create.class::isInstance)) {
            engine.networks().ensureInternal(ownership.network(), ownership.labels());
        }
        for (Step step : planned) {
            steps.take(step, memory);
        }
        if (planned.isEmpty()) {
            sweep.run(miners);
        }
        return !planned.isEmpty();
    }

    /** Writes down how every wanted replica stands, where that has changed. */
    private void remember(
            List<FleetMiner> miners,
            Map<ReplicaKey, ReplicaRecord> memory,
            List<ObservedContainer> containers,
            Map<String, Verdict> verdicts)
            throws SQLException {
        Map<String, ObservedContainer> byName =
                containers.stream().collect(Collectors.toMap(ObservedContainer::name, Function.identity()));
        Standing standing = new Standing(backOff);
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                // One of another shape is on its way out and says nothing about the replica.
                ObservedContainer container = Optional.ofNullable(byName.get(ownership.container(key)))
                        .filter(there ->
                                miner.shape(key.ordinal()).equals(there.labels().get(Ownership.SHAPE)))
                        .orElse(null);
                Verdict verdict =
                        container == null ? Verdict.NONE : verdicts.getOrDefault(container.id(), Verdict.NONE);
                ReplicaRecord record = FleetPlan.remembered(memory, key, miner);
                write(memory, forgive(standing.of(record, container, verdict)));
            }
            if (memory.keySet().stream()
                    .anyMatch(key -> key.miner().equals(miner.name()) && key.ordinal() >= miner.wanted())) {
                rows.forget(miner.name(), miner.wanted());
            }
        }
    }

    private ReplicaRecord forgive(ReplicaRecord record) {
        if (record.state() != ReplicaState.READY) {
            wellSince.remove(record.key());
            return record;
        }
        Instant since = wellSince.computeIfAbsent(record.key(), key -> clock.instant());
        boolean forgiven = record.failures() > 0 && clock.instant().isAfter(since.plus(backOff.goodTime()));
        return forgiven ? record.forgiven() : record;
    }

    private void write(Map<ReplicaKey, ReplicaRecord> memory, ReplicaRecord record) throws SQLException {
        ReplicaRecord before = memory.put(record.key(), record);
        if (!record.equals(before)) {
            rows.save(record);
            if (before == null || before.state() != record.state()) {
                FleetLog.LOG.replicaChanged(record.key(), record.state().text(), record.reason());
            }
        }
    }

    private Map<String, HealthWatch.Subject> subjects(List<FleetMiner> miners, List<ObservedContainer> containers) {
        Map<String, String> models = miners.stream()
                .collect(Collectors.toMap(
                        FleetMiner::name, miner -> miner.models().getFirst()));
        var subjects = new HashMap<String, HealthWatch.Subject>();
        for (ObservedContainer container : containers) {
            String model = models.get(container.labels().getOrDefault(Ownership.MINER, ""));
            if (model != null
                    && container.phase() == ContainerPhase.RUNNING
                    && container.address().isPresent()) {
                URI address = URI.create("http://" + container.address().get() + ":" + Blueprint.PORT);
                subjects.put(
                        container.id(), new HealthWatch.Subject(container.id(), address, model, container.createdAt()));
            }
        }
        return subjects;
    }

    private void found() throws EngineException, SQLException {
        EngineInfo info = engine.info();
        rows.found(host, info);
        FleetLog.LOG.hostFound(host, info.version());
        lost = false;
    }

    private void lost(List<FleetMiner> miners, Map<ReplicaKey, ReplicaRecord> memory, String why) throws SQLException {
        lost = true;
        if (Thread.currentThread().isInterrupted()) {
            // We leave, the engine doesn't.
            return;
        }
        if (rows.lost(host, why)) {
            FleetLog.LOG.hostLost(host, why);
        }
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                ReplicaRecord record = FleetPlan.remembered(memory, key, miner);
                // An engine that stops takes its containers with it: that isn't theirs to answer for.
                write(memory, record.standing(ReplicaState.LOST, why).forgiven());
            }
        }
    }
}
