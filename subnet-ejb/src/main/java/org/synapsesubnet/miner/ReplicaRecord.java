package org.synapsesubnet.miner;

import java.time.Instant;

/**
 * What is remembered of a replica.
 *
 * @param revision of the miner when this was written; failures of another one don't count
 * @param state how it stands
 * @param reason why, in words; empty where the state says it all
 * @param failures in a row, without a long good time between
 * @param retryAt not replaced before
 * @param failedContainer id of the container whose failure was counted last; empty for none
 * @param lastFailure why it failed last, in words; empty if it never did
 */
public record ReplicaRecord(
        ReplicaKey key,
        long revision,
        ReplicaState state,
        String reason,
        int failures,
        Instant retryAt,
        String failedContainer,
        String lastFailure) {

    private static final int REASON_LENGTH = 500;

    public ReplicaRecord {
        reason = shortened(reason);
        lastFailure = shortened(lastFailure);
    }

    private static String shortened(String text) {
        return text.length() > REASON_LENGTH ? text.substring(0, REASON_LENGTH) : text;
    }

    /** Of a replica that has no past. */
    static ReplicaRecord fresh(ReplicaKey key, long revision) {
        return new ReplicaRecord(key, revision, ReplicaState.STARTING, "", 0, Instant.EPOCH, "", "");
    }

    ReplicaRecord standing(ReplicaState now, String why) {
        return new ReplicaRecord(key, revision, now, why, failures, retryAt, failedContainer, lastFailure);
    }

    /** One more failure, unless it is of a container whose failure was counted. */
    ReplicaRecord failed(String container, String why, BackOff backOff, Instant now) {
        if (!container.isEmpty() && container.equals(failedContainer)) {
            return standing(ReplicaState.UNHEALTHY, why);
        }
        int counted = failures + 1;
        return new ReplicaRecord(
                key,
                revision,
                ReplicaState.UNHEALTHY,
                why,
                counted,
                now.plus(backOff.pauseAfter(counted)),
                container,
                why);
    }

    ReplicaRecord forgiven() {
        return new ReplicaRecord(key, revision, state, reason, 0, Instant.EPOCH, failedContainer, lastFailure);
    }
}
