package org.synapsesubnet.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.miner.ReplicaRecord;
import org.synapsesubnet.miner.ReplicaState;

/**
 * Whether a wave has proved itself: each of its replicas generates, none is slow against its own past, and that for as
 * long as the plan asks. A function of what is seen, so that it doesn't matter who asked last.
 */
final class HealthGate {

    private HealthGate() {}

    /** @param turned the replicas that shall run the new release */
    static Decision judge(Rollout rollout, List<ReplicaRecord> turned, Instant now) {
        if (turned.isEmpty()) {
            return new Decision.Wait("its miner has no replicas that could try the new release", null);
        }
        int failures = turned.stream().mapToInt(ReplicaRecord::failures).sum();
        if (failures > rollout.plan().failures()) {
            return new Decision.TakeBack(failures + " failures, "
                    + rollout.plan().failures() + " are tolerated; the last of replica " + lastFailed(turned));
        }
        Optional<ReplicaRecord> unwell =
                turned.stream().filter(replica -> !isWell(replica.state())).findFirst();
        if (unwell.isPresent()) {
            return unwell(rollout, unwell.get(), now);
        }
        Instant since = rollout.wellSince() == null ? now : rollout.wellSince();
        Duration left = Duration.between(now, since.plus(rollout.plan().soak()));
        return left.isPositive()
                ? new Decision.Wait("all of the wave are well, for " + left.toSeconds() + " s more", since)
                : new Decision.Advance();
    }

    private static Decision unwell(Rollout rollout, ReplicaRecord replica, Instant now) {
        String how = "replica " + replica.key().ordinal() + " is "
                + replica.state().text()
                + (replica.reason().isEmpty() ? "" : ": " + replica.reason());
        if (replica.state() == ReplicaState.LOST) {
            return new Decision.Excuse(how);
        }
        boolean late = now.isAfter(rollout.waveSince().plus(rollout.plan().ready()));
        return late
                ? new Decision.TakeBack(
                        "not all were well within " + rollout.plan().ready().toSeconds() + " s: " + how)
                : new Decision.Wait(how, null);
    }

    private static boolean isWell(ReplicaState state) {
        return switch (state) {
            case READY, BUSY -> true;
            case STOPPED, STARTING, DEGRADED, UNHEALTHY, LOST -> false;
        };
    }

    private static String lastFailed(List<ReplicaRecord> replicas) {
        return replicas.stream()
                .filter(replica -> replica.failures() > 0)
                .map(replica -> replica.key().ordinal() + ": " + replica.lastFailure())
                .reduce((first, second) -> second)
                .orElse("");
    }
}
