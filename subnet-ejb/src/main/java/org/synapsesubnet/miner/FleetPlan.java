package org.synapsesubnet.miner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.health.Verdict;

/**
 * What has to be done on a host, decided from nothing but what is seen: a function without memory, so that it doesn't
 * matter after which step the last planner died.
 *
 * @param ownership how ours are named
 * @param backOff after failures
 * @param verdicts on the health of containers, by their ids; those that nobody has judged yet are missing
 * @param axons the shapes of the axons that replicas shall have; an empty one stands for an axon that can't be made at
 *     the moment, and a missing one for none
 * @param awaited images that the host doesn't hold yet
 */
record FleetPlan(
        Ownership ownership,
        BackOff backOff,
        Map<String, Verdict> verdicts,
        Map<ReplicaKey, Optional<String>> axons,
        Set<ImageReference> awaited) {

    /** Of a fleet without axons, on a host that holds all images. */
    FleetPlan(Ownership ownership, BackOff backOff, Map<String, Verdict> verdicts) {
        this(ownership, backOff, verdicts, Map.of(), Set.of());
    }

    /**
     * Steps in the order in which they must be taken. Every container given carries our owner label.
     *
     * @param miners wanted on the host
     * @param containers on the host
     * @param memory of replicas; those without a past may be missing
     */
    List<Step> steps(
            List<FleetMiner> miners,
            List<ObservedContainer> containers,
            Map<ReplicaKey, ReplicaRecord> memory,
            Instant now) {
        var steps = new ArrayList<Step>();
        var inPlace = new HashMap<String, ObservedContainer>();
        for (ObservedContainer container : containers) {
            if (container.name().equals(rightName(container))) {
                inPlace.put(container.name(), container);
            } else {
                steps.add(new Step.Remove(container.id(), container.name(), "not the name of a replica"));
            }
        }
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                ReplicaRecord record = remembered(memory, key, miner);
                ObservedContainer engine = inPlace.remove(ownership.container(key));
                steps.addAll(place(miner, Part.ENGINE, miner.shape(ordinal), record, engine, now));
                Optional<String> axonShape = axons.get(key);
                if (axonShape != null) {
                    ObservedContainer axon = inPlace.remove(ownership.container(key, Part.AXON));
                    axonShape.ifPresent(shape -> steps.addAll(place(miner, Part.AXON, shape, record, axon, now)));
                }
            }
        }
        // Whatever is left has no desired replica: its miner is stopped, smaller, elsewhere or gone.
        inPlace.values().forEach(container -> steps.add(unwanted(container, "its replica isn't wanted here")));
        return steps;
    }

    private String rightName(ObservedContainer container) {
        return Ownership.replica(container.labels())
                .map(key -> ownership.container(key, Ownership.part(container.labels())))
                .orElse("");
    }

    /** What is remembered of a replica under the miner's present revision. */
    static ReplicaRecord remembered(Map<ReplicaKey, ReplicaRecord> memory, ReplicaKey key, FleetMiner miner) {
        ReplicaRecord record = memory.get(key);
        return record == null || record.revision() != miner.revision()
                ? ReplicaRecord.fresh(key, miner.revision())
                : record;
    }

    private List<Step> place(
            FleetMiner miner,
            Part part,
            String shape,
            ReplicaRecord record,
            @Nullable ObservedContainer container,
            Instant now) {
        ReplicaKey key = record.key();
        boolean fits = container != null && shape.equals(container.labels().get(Ownership.SHAPE));
        if (!fits && awaited.contains(miner.image(key.ordinal()))) {
            // The old one goes on until the new one can be made; an axon has nothing to stand before.
            return List.of();
        }
        boolean mayStart = !backOff.isHopeless(record.failures()) && !now.isBefore(record.retryAt());
        Step.Create create = new Step.Create(miner, key.ordinal(), part);
        if (container == null) {
            return mayStart ? List.of(create) : List.of();
        }
        if (!fits) {
            Step old = unwanted(container, "its miner has changed");
            return mayStart ? List.of(old, create) : List.of(old);
        }
        return switch (container.phase()) {
            case CREATED -> mayStart ? List.of(new Step.Start(key, container.id(), part)) : List.of();
            case RUNNING ->
                verdict(container).isDead()
                        ? List.of(new Step.Replace(
                                key, container.id(), verdict(container).reason()))
                        : List.of();
            case PAUSED -> List.of(new Step.Replace(key, container.id(), "paused"));
            case EXITED, DEAD -> List.of(new Step.Replace(key, container.id(), "ended"));
            case RESTARTING, REMOVING -> List.of();
        };
    }

    private static Step unwanted(ObservedContainer container, String why) {
        return container.phase() == ContainerPhase.RUNNING
                ? new Step.Retire(container.id(), container.name(), why)
                : new Step.Remove(container.id(), container.name(), why);
    }

    private Verdict verdict(ObservedContainer container) {
        return verdicts.getOrDefault(container.id(), Verdict.NONE);
    }
}
