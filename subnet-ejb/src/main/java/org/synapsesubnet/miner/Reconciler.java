package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.health.HealthWatch;
import org.synapsesubnet.miner.health.Verdict;

/**
 * Makes a host's containers what its miners' rows say, one pass after the other. It keeps nothing that it couldn't find
 * out again: killed anywhere, the next one goes on from what it sees. One thread at a time, and one term.
 */
final class Reconciler {

    private final String host;
    private final ContainerEngine engine;
    private final FleetRows rows;
    private final HostNotes notes;
    private final Term term;
    private final Ownership ownership;
    private final HealthWatch health;
    private final List<Onlooker> onlookers;
    private final BackOff backOff;
    private final InstantSource clock;
    private final Subjects subjects;
    private final Optional<HostAxons> axons;
    private final HostImages images;
    private final StepTaker steps;
    private final Sweep sweep;
    private final Map<ReplicaKey, Instant> wellSince = new HashMap<>();
    private boolean lost = true;

    Reconciler(
            String host,
            ContainerEngine engine,
            FleetRows rows,
            HostNotes notes,
            Term term,
            Ownership ownership,
            HealthWatch health,
            Subjects subjects,
            HostImages images,
            List<Onlooker> onlookers,
            BackOff backOff,
            InstantSource clock) {
        this.host = host;
        this.engine = engine;
        this.rows = rows;
        this.notes = notes;
        this.term = term;
        this.ownership = ownership;
        this.health = health;
        this.onlookers = List.copyOf(onlookers);
        this.backOff = backOff;
        this.clock = clock;
        this.subjects = subjects;
        this.axons = subjects.axons();
        this.images = images;
        this.steps = new StepTaker(host, engine, notes, ownership, axons, backOff, clock);
        this.sweep = new Sweep(engine, ownership, clock);
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
        Map<String, ObservedContainer> byName =
                containers.stream().collect(Collectors.toMap(ObservedContainer::name, Function.identity()));
        if (axons.isPresent()) {
            axons.get().note(miners, byName);
        }
        health.look(subjects.of(miners, byName));
        onlookers.forEach(onlooker -> onlooker.see(miners, containers));
        Map<String, Verdict> verdicts = subjects.verdicts(health);
        Map<ImageReference, String> awaited = images.awaited(miners, byName);
        remember(miners, memory, byName, verdicts, awaited);
        Map<ReplicaKey, Optional<String>> shapes =
                axons.isPresent() ? axons.get().shapes(miners) : Map.of();
        List<Step> planned = new FleetPlan(ownership, backOff, verdicts, shapes, awaited.keySet())
                .steps(miners, containers, memory, clock.instant());
        steps.prepare(planned);
        for (Step step : planned) {
            term.requireGoingOn();
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
            Map<String, ObservedContainer> byName,
            Map<String, Verdict> verdicts,
            Map<ImageReference, String> awaited)
            throws SQLException {
        Standing standing = new Standing(backOff);
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                ReplicaRecord record = FleetPlan.remembered(memory, key, miner);
                // One of another shape is on its way out and says nothing about the replica.
                ObservedContainer engine = Optional.ofNullable(byName.get(ownership.container(key)))
                        .filter(there -> miner.isShapeOf(there, key.ordinal()))
                        .orElse(null);
                ReplicaRecord now = standing.of(record, engine, verdict(verdicts, engine));
                if (axons.isPresent()) {
                    ObservedContainer axon = byName.get(ownership.container(key, Part.AXON));
                    now = standing.behind(
                            record,
                            now,
                            axon,
                            verdict(verdicts, axon),
                            axons.get().absence());
                }
                if (engine == null) {
                    now = standing.awaiting(now, awaited.get(miner.image(ordinal)));
                } else if (now.state() == ReplicaState.STARTING) {
                    now = standing.awaiting(now, subjects.missingModel(miner));
                }
                write(memory, forgive(now));
            }
            if (memory.keySet().stream()
                    .anyMatch(key -> key.miner().equals(miner.name()) && key.ordinal() >= miner.wanted())) {
                notes.forget(miner.name(), miner.wanted());
            }
        }
    }

    private static Verdict verdict(Map<String, Verdict> verdicts, @Nullable ObservedContainer container) {
        return container == null ? Verdict.NONE : verdicts.getOrDefault(container.id(), Verdict.NONE);
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
            notes.save(record);
            if (before == null || before.state() != record.state()) {
                FleetLog.LOG.replicaChanged(record.key(), record.state().text(), record.reason());
            }
        }
    }

    private void found() throws EngineException, SQLException {
        EngineInfo info = engine.info();
        notes.found(info);
        FleetLog.LOG.hostFound(host, info.version());
        lost = false;
    }

    private void lost(List<FleetMiner> miners, Map<ReplicaKey, ReplicaRecord> memory, String why) throws SQLException {
        lost = true;
        if (Thread.currentThread().isInterrupted()) {
            // We leave, the engine doesn't.
            return;
        }
        if (notes.lost(why)) {
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
