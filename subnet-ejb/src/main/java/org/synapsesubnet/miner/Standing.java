package org.synapsesubnet.miner;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.health.Verdict;

/**
 * How a replica stands, as far as one look can tell.
 *
 * @param backOff after failures
 */
record Standing(BackOff backOff) {

    /** The record as it shall be remembered: the same one where nothing has changed. */
    ReplicaRecord of(ReplicaRecord record, @Nullable ObservedContainer container, Verdict verdict) {
        if (container == null) {
            return withoutContainer(record);
        }
        if (container.phase() == ContainerPhase.CREATED) {
            return record.standing(ReplicaState.STARTING, "");
        }
        if (container.phase() == ContainerPhase.RESTARTING) {
            // A swarm is at it.
            return record.standing(ReplicaState.STARTING, "");
        }
        if (container.phase() != ContainerPhase.RUNNING) {
            // About to be replaced, and then the reason is written down with the failure.
            return record;
        }
        return switch (verdict.finding()) {
            // A well one stays so while a new watch hasn't asked it yet, and while it is asked again.
            case UNKNOWN -> wasWell(record) ? record : record.standing(ReplicaState.STARTING, verdict.reason());
            case SUSPECT, DEAD -> record;
            case WELL -> record.standing(ReplicaState.READY, "");
            case SLOW -> record.standing(ReplicaState.DEGRADED, verdict.reason());
            case BUSY -> record.standing(ReplicaState.BUSY, verdict.reason());
            case FAILING -> record.standing(ReplicaState.UNHEALTHY, verdict.reason());
        };
    }

    /**
     * The same with the replica's axon: nobody is served before it answers.
     *
     * @param record as it was remembered
     * @param alone as it stands by its engine alone
     * @param absence why there is no axon, if there is none
     */
    ReplicaRecord behind(
            ReplicaRecord record,
            ReplicaRecord alone,
            @Nullable ObservedContainer axon,
            Verdict verdict,
            String absence) {
        if (!wasWell(alone)) {
            return alone;
        }
        if (axon == null || axon.phase() != ContainerPhase.RUNNING) {
            return alone.standing(ReplicaState.STARTING, absence);
        }
        boolean heard = verdict.finding() != Verdict.Finding.UNKNOWN || wasWell(record);
        return heard ? alone : alone.standing(ReplicaState.STARTING, "its axon hasn't answered yet");
    }

    /**
     * The same while its image or its model isn't there: that is no failure of the replica's.
     *
     * @param why in words; null where both are there
     */
    ReplicaRecord awaiting(ReplicaRecord alone, @Nullable String why) {
        return why == null || alone.state() == ReplicaState.STOPPED
                ? alone
                : alone.standing(ReplicaState.STARTING, why);
    }

    private ReplicaRecord withoutContainer(ReplicaRecord record) {
        if (backOff.isHopeless(record.failures())) {
            return record.state() == ReplicaState.STOPPED
                    ? record
                    : record.standing(
                            ReplicaState.STOPPED,
                            "left alone after " + record.failures() + " failures in a row, the last: "
                                    + record.lastFailure());
        }
        return record.state() == ReplicaState.UNHEALTHY ? record : record.standing(ReplicaState.STARTING, "");
    }

    private static boolean wasWell(ReplicaRecord record) {
        return switch (record.state()) {
            case READY, BUSY, DEGRADED -> true;
            case STOPPED, STARTING, UNHEALTHY, LOST -> false;
        };
    }
}
