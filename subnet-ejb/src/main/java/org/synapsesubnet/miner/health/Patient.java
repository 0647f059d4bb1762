package org.synapsesubnet.miner.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.miner.health.Verdict.Finding;

/** What is known of one container: its past answers and what follows from them. */
final class Patient {

    private static final int PAST = 20;
    private static final int ENOUGH = 5;
    private static final int SLOWER = 4;
    private static final Duration ALWAYS_FINE = Duration.ofMillis(500);

    private final Instant madeAt;
    private final HealthSettings settings;
    private final Deque<Duration> times = new ArrayDeque<>();

    private boolean everWell;
    private int misses;
    private @Nullable Instant busySince;
    private boolean asked;
    private Instant due = Instant.MIN;
    private Verdict verdict = Verdict.NONE;

    Patient(Instant madeAt, HealthSettings settings) {
        this.madeAt = madeAt;
        this.settings = settings;
    }

    /** Not one that has begun anew under the same id, as a swarm's do. */
    boolean is(HealthWatch.Subject subject) {
        return madeAt.equals(subject.madeAt());
    }

    synchronized Verdict verdict() {
        return verdict;
    }

    /** Whether it is to be asked now; if so, it counts as asked until it is told what came of it. */
    synchronized boolean ask(Instant now) {
        if (asked || now.isBefore(due)) {
            return false;
        }
        asked = true;
        return true;
    }

    synchronized void generated(Duration time, Instant now) {
        boolean slow = isSlow(time);
        times.addLast(time);
        if (times.size() > PAST) {
            times.removeFirst();
        }
        everWell = true;
        misses = 0;
        busySince = null;
        answered(
                now.plus(settings.interval()),
                slow
                        ? new Verdict(
                                Finding.SLOW,
                                "a token took " + time.toMillis() + " ms, usual are " + usual().toMillis())
                        : new Verdict(Finding.WELL, ""));
    }

    /** It works for others while our question waits. */
    synchronized void worked(String wrong, Instant now) {
        Instant since = busySince == null ? now : busySince;
        busySince = since;
        if (now.isAfter(since.plus(settings.busy()))) {
            missed(
                    wrong + ", though it has been working for "
                            + Duration.between(since, now).toSeconds() + " s",
                    now);
            return;
        }
        misses = 0;
        answered(now.plus(settings.interval()), everWell ? new Verdict(Finding.BUSY, wrong) : Verdict.NONE);
    }

    synchronized void missed(String wrong, Instant now) {
        boolean mayStillStart = !everWell && now.isBefore(madeAt.plus(settings.start()));
        if (mayStillStart) {
            answered(now, new Verdict(Finding.UNKNOWN, wrong));
            return;
        }
        misses++;
        answered(now, new Verdict(misses >= settings.misses() ? Finding.DEAD : Finding.SUSPECT, wrong));
    }

    /** The question didn't reach it: nothing new is known, a suspicion falls, and the next look asks again. */
    synchronized void unheard(Instant now) {
        answered(now, verdict.finding() == Finding.SUSPECT ? Verdict.NONE : verdict);
    }

    private void answered(Instant next, Verdict now) {
        asked = false;
        due = next;
        verdict = now;
    }

    private boolean isSlow(Duration time) {
        return times.size() >= ENOUGH
                && time.compareTo(ALWAYS_FINE) > 0
                && time.compareTo(usual().multipliedBy(SLOWER)) > 0;
    }

    private Duration usual() {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(Duration.ZERO);
    }
}
