package org.synapsesubnet.miner;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Volumes;

/** Removes the volumes of miners that are gone, now and then; a stopped miner keeps its own. */
final class VolumeSweep {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Volumes volumes;
    private final Ownership ownership;
    private final InstantSource clock;
    private Instant due = Instant.MIN;
    private Set<String> keptLast = Set.of();

    VolumeSweep(Volumes volumes, Ownership ownership, InstantSource clock) {
        this.volumes = volumes;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Does nothing until its time has come, or the miners have changed. */
    void run(List<FleetMiner> miners) throws EngineException {
        Set<String> kept =
                miners.stream().map(miner -> ownership.models(miner.name())).collect(Collectors.toUnmodifiableSet());
        if (clock.instant().isBefore(due) && kept.equals(keptLast)) {
            return;
        }
        for (String volume : volumes.list(ownership.labels())) {
            if (!kept.contains(volume)) {
                remove(volume);
            }
        }
        keptLast = kept;
        due = clock.instant().plus(PAUSE);
    }

    private void remove(String volume) throws EngineException {
        try {
            volumes.remove(volume);
            FleetLog.LOG.removed(volume, "its miner is gone");
        } catch (EngineException e) {
            // A container that is being removed may still hold it; the next sweep finds it again.
            if (e.fault() != Fault.IN_USE) {
                throw e;
            }
        }
    }
}
