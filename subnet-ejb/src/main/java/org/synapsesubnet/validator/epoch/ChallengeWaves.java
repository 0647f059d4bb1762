package org.synapsesubnet.validator.epoch;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.synapsesubnet.validator.verification.EpochKey;

/** Challenges that run in the background, so that other epochs go on meanwhile. */
final class ChallengeWaves {

    private final EpochWork work;
    private final ExecutorService threads;
    private final Map<EpochKey, Future<Boolean>> running = new ConcurrentHashMap<>();

    ChallengeWaves(EpochWork work, ExecutorService threads) {
        this.work = work;
        this.threads = threads;
    }

    /**
     * Has the epoch's challenges run, unless they do already; one that ended with something left is begun again.
     *
     * @param budget how long they may take
     * @return whether nothing is left to ask
     */
    boolean done(EpochKey key, Duration budget) {
        Future<Boolean> wave = running.computeIfAbsent(key, any -> threads.submit(() -> run(key, budget)));
        if (!wave.isDone()) {
            return false;
        }
        running.remove(key);
        return wave.state() == Future.State.SUCCESS && wave.resultNow();
    }

    /** Stops asking. */
    void end(EpochKey key) {
        Future<Boolean> wave = running.remove(key);
        if (wave != null) {
            wave.cancel(true);
        }
    }

    /** Stops all of them. */
    void endAll() {
        running.keySet().forEach(this::end);
    }

    private boolean run(EpochKey key, Duration budget) {
        try {
            return work.run(key, budget);
        } catch (SQLException e) {
            EpochLog.LOG.challengesFailed(key.toString(), e.toString());
            return false;
        }
    }
}
