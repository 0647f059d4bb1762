package org.synapsesubnet.validator.verification;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer.Outcome;
import org.synapsesubnet.validator.gateway.relay.DirectLine;

/**
 * Sends what is planned, spread over the first half of the time there is, few at once and fewer still at one miner, so
 * that challenges don't make a miner slow. A miner that is busy is asked once more. What the time doesn't suffice for
 * stays planned.
 */
final class Wave {

    private static final int RETRY_AFTER = 8;

    private final EpochKey key;
    private final DirectLine line;
    private final Hearing hearing;
    private final VerificationSettings settings;
    private final ExecutorService threads;
    private final LongSupplier nanoTime;
    private final long begun;
    private final long budget;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Turn> waiting = new ArrayList<>();
    private final Map<Hotkey, Integer> atMiner = new HashMap<>();
    private final List<Future<?>> tasks = new ArrayList<>();
    private int asking;
    private int running;

    Wave(
            EpochKey key,
            Duration budget,
            DirectLine line,
            Hearing hearing,
            VerificationSettings settings,
            ExecutorService threads,
            LongSupplier nanoTime) {
        this.key = key;
        this.line = line;
        this.hearing = hearing;
        this.settings = settings;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.budget = budget.toNanos();
    }

    /**
     * @param due nanoseconds after the wave's begin
     * @param busy how the miner refused before, null at its first turn
     */
    private record Turn(
            Challenge challenge, long due, @Nullable DirectAnswer busy) {}

    private sealed interface Event {
        /** The miner has answered or not; its place is free. */
        record Asked(Turn turn, @Nullable DirectAnswer busy) implements Event {}

        /** The verdict is kept, or never will be in this wave. */
        record Over() implements Event {}
    }

    /** Returns when all is judged or the time is over, and what was begun is at its end. */
    void run(List<Challenge> planned) throws InterruptedException {
        for (Challenge challenge : planned) {
            waiting.add(new Turn(challenge, budget / 2 / Challenge.MILLION * challenge.moment(), null));
        }
        try {
            while (running > 0 || (!waiting.isEmpty() && elapsed() < lastStart())) {
                Turn next = ready();
                if (next == null) {
                    take(events.poll(untilNext(), TimeUnit.NANOSECONDS));
                } else {
                    begin(next);
                }
            }
            for (Turn refused : waiting) {
                if (refused.busy() != null) {
                    keep(refused.challenge(), refused.busy());
                }
            }
        } catch (InterruptedException e) {
            tasks.forEach(task -> task.cancel(true));
            throw e;
        }
    }

    private @Nullable Turn ready() {
        long now = elapsed();
        if (asking >= settings.parallel() || now >= lastStart()) {
            return null;
        }
        return waiting.stream()
                .filter(turn -> turn.due() <= now)
                .filter(turn -> atMiner.getOrDefault(turn.challenge().hotkey(), 0) < settings.perMiner())
                .min(Comparator.comparingLong(Turn::due))
                .orElse(null);
    }

    /** Until the next one is due or none may begin any more; whoever waits for a place is woken by an event. */
    private long untilNext() {
        long now = elapsed();
        if (now >= lastStart()) {
            return TimeUnit.SECONDS.toNanos(1);
        }
        long next = waiting.stream()
                .mapToLong(Turn::due)
                .filter(due -> due > now)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(next, lastStart()) - now;
    }

    /**
     * What waited for its miner's place still has half of the spread to begin. It may then have less than its deadline;
     * a miner that doesn't make it isn't to blame.
     */
    private long lastStart() {
        return budget - Math.min(settings.deadline().toNanos(), budget / 4);
    }

    private long elapsed() {
        return nanoTime.getAsLong() - begun;
    }

    private void begin(Turn turn) {
        waiting.remove(turn);
        atMiner.merge(turn.challenge().hotkey(), 1, Integer::sum);
        asking++;
        running++;
        tasks.add(threads.submit(() -> ask(turn)));
    }

    private void take(@Nullable Event event) {
        switch (event) {
            case Event.Asked asked -> {
                asking--;
                atMiner.merge(asked.turn().challenge().hotkey(), -1, Integer::sum);
                if (asked.busy() != null) {
                    waiting.add(new Turn(asked.turn().challenge(), elapsed() + budget / RETRY_AFTER, asked.busy()));
                }
            }
            case Event.Over over -> running--;
            case null -> {
                // Another is due.
            }
        }
    }

    private void ask(Turn turn) {
        boolean told = false;
        try {
            long left = budget - elapsed();
            Duration deadline = Duration.ofNanos(
                    Math.max(10_000_000, Math.min(settings.deadline().toNanos(), left)));
            DirectAnswer answer =
                    line.ask(turn.challenge().key(), turn.challenge().asRequest(), deadline);
            boolean again = answer.outcome() == Outcome.BUSY && turn.busy() == null;
            events.add(new Event.Asked(turn, again ? answer : null));
            told = true;
            // Late for us isn't late by the settings: the miner had less time than it may take.
            boolean ours = answer.outcome() == Outcome.LATE && deadline.compareTo(settings.deadline()) < 0;
            if (!again && !ours) {
                keep(turn.challenge(), answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            VerificationLog.LOG.verdictLost(
                    turn.challenge().number(), turn.challenge().hotkey().address(), e.toString());
        } finally {
            if (!told) {
                events.add(new Event.Asked(turn, null));
            }
            events.add(new Event.Over());
        }
    }

    private void keep(Challenge challenge, DirectAnswer answer) throws InterruptedException {
        try {
            hearing.hear(key, challenge, answer, begun + budget);
        } catch (SQLException e) {
            VerificationLog.LOG.verdictLost(
                    challenge.number(), challenge.hotkey().address(), e.toString());
        }
    }
}
