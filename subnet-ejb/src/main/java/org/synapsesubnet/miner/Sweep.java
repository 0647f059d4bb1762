package org.synapsesubnet.miner;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;

/**
 * Removes the volumes and networks that no miner needs, now and then. A stopped miner keeps its models and keys, and no
 * network: engines have few of them to give.
 */
final class Sweep {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ContainerEngine engine;
    private final Ownership ownership;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private Set<String> keptLast = Set.of();

    Sweep(ContainerEngine engine, Ownership ownership, InstantSource clock) {
        this.engine = engine;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Does nothing until its time has come, or what is needed has changed. */
    void run(List<FleetMiner> miners) throws EngineException {
        Set<String> kept = kept(miners);
        if (clock.instant().isBefore(due) && kept.equals(keptLast)) {
            return;
        }
        boolean clean = true;
        for (String volume : engine.volumes().list(ownership.labels())) {
            clean &= kept.contains(volume) || isRemoved(volume, engine.volumes()::remove);
        }
        for (String network : engine.networks().list(ownership.labels())) {
            clean &= kept.contains(network) || isRemoved(network, engine.networks()::remove);
        }
        keptLast = kept;
        due = clean ? clock.instant().plus(PAUSE) : clock.instant();
    }

    private Set<String> kept(List<FleetMiner> miners) {
        // The way out for pulls comes and goes with them.
        var kept = new HashSet<>(Set.of(ownership.egress()));
        for (FleetMiner miner : miners) {
            kept.add(ownership.models(miner.name()));
            for (int ordinal = 0; ordinal < miner.replicas(); ordinal++) {
                kept.add(ownership.keys(new ReplicaKey(miner.name(), ordinal)));
            }
            if (miner.wanted() > 0) {
                kept.add(ownership.network(miner.name()));
                kept.add(ownership.axonNetwork());
            }
        }
        return kept;
    }

    private static boolean isRemoved(String name, Removal removal) throws EngineException {
        try {
            removal.of(name);
            FleetLog.LOG.removed(name, "no miner needs it");
            return true;
        } catch (EngineException e) {
            // A container that is being removed may still hold it; the next sweep finds it again.
            if (e.fault() != Fault.IN_USE) {
                throw e;
            }
            return false;
        }
    }

    private interface Removal {
        void of(String name) throws EngineException;
    }
}
