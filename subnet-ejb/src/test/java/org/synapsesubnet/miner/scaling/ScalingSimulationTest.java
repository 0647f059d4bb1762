package org.synapsesubnet.miner.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real rule under seeded load: it doesn't flap, and it gets the wait back under its target. Each replica has two
 * slots, an answer takes 4 s on average, a replica starts within 20 s, and a decision is made every 5 s.
 */
class ScalingSimulationTest {

    private static final int HOUR = 3600;
    private static final int TARGET_MILLIS = 500;

    /** Rates from an idle miner to one of eighteen replicas, in requests a second. */
    static DoubleStream rates() {
        return DoubleStream.of(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 1, 1.5, 2, 3, 4, 5);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    /** The first hour is for finding the number; in the eleven that follow chance alone moves it. */
    @ParameterizedTest
    @MethodSource("rates")
    void constantLoadLeavesTheReplicasAlone(double rate) {
        QueueModel model = new QueueModel(policy(1), 1, second -> rate, rate, 7).run(Duration.ofHours(12));

        double perHour = tell("constant " + rate + "/s", model, HOUR);
        assertThat(perHour).isLessThanOrEqualTo(2);
        assertThat(share(model, HOUR)).as("ticks over target").isLessThan(0.02);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWaitIsBackUnderItsTargetSoonAfterAStep(long seed) {
        DoubleUnaryOperator step = second -> second < HOUR ? 0.4 : 4;
        QueueModel model = new QueueModel(policy(1), 1, step, 4, seed).run(Duration.ofHours(3));

        int first = HOUR / QueueModel.TICK_SECONDS;
        int decisions = 0;
        while (!isCalm(model, first + decisions)) {
            decisions++;
        }
        System.out.printf(Locale.ROOT, "scaling: step to tenfold, seed %d: calm after %d decisions%n", seed, decisions);
        tell("step", model, HOUR);
        assertThat(decisions).isBetween(1, 36);
        // Up in a few strides, and down once what had piled up is worked off: no way back up.
        assertThat(model.changes.stream()
                        .filter(change -> change.at() > HOUR)
                        .dropWhile(change -> change.to() > change.from()))
                .allMatch(change -> change.to() < change.from());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void burstsAreAnsweredOnceAndThenExpected(long seed) {
        DoubleUnaryOperator bursts = second -> second % 900 < 30 ? 3 : 0.3;
        QueueModel model = new QueueModel(policy(1), 1, bursts, 3, seed).run(Duration.ofHours(12));

        assertThat(tell("bursts", model, HOUR)).isLessThan(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDayIsFollowedInFewChanges(long seed) {
        DoubleUnaryOperator day = second -> 1.7 - 1.5 * Math.cos(second / (24 * HOUR) * 2 * Math.PI);
        QueueModel model = new QueueModel(policy(1), 1, day, 3.2, seed).run(Duration.ofDays(2));

        assertThat(tell("day", model, HOUR)).isLessThan(2);
        assertThat(share(model, HOUR)).as("ticks over target").isLessThan(0.02);
        assertThat(model.changes).anyMatch(change -> change.to() >= 8).anyMatch(change -> change.to() <= 3);
    }

    /** The rate jumps to another value every minute. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noiseIsNotFollowed(long seed) {
        DoubleUnaryOperator noise = second -> 2 * (0.5 + Math.abs(Math.sin(Math.floor(second / 60) * 12.9898 + seed)));
        QueueModel model = new QueueModel(policy(1), 1, noise, 3, seed).run(Duration.ofHours(12));

        assertThat(tell("noise", model, HOUR)).isLessThan(2);
    }

    @Test
    void aMinerThatNobodyAsksForSleepsAndWakes() {
        DoubleUnaryOperator nights = second -> second % (8 * HOUR) < HOUR ? 1 : 0;
        QueueModel model = new QueueModel(policy(0), 1, nights, 1, 3).run(Duration.ofHours(24));

        tell("nights", model, 0);
        assertThat(model.replicas()).isZero();
        assertThat(model.changes.stream().filter(change -> change.to() == 0)).hasSize(3);
        assertThat(model.changes.stream().filter(change -> change.from() == 0)).hasSize(2);
    }

    private static ScalingPolicy policy(int floor) {
        return new ScalingPolicy(
                floor,
                40,
                Duration.ofMillis(TARGET_MILLIS),
                0,
                Duration.ofSeconds(20),
                Duration.ofSeconds(900),
                Duration.ofSeconds(30),
                floor == 0 ? Duration.ofSeconds(900) : Duration.ZERO);
    }

    /** Nobody waits too long for a minute. */
    private static boolean isCalm(QueueModel model, int tick) {
        return model.waits.subList(tick, tick + 60 / QueueModel.TICK_SECONDS).stream()
                .allMatch(wait -> wait <= TARGET_MILLIS);
    }

    /** Prints the figures; the changes an hour from that second on. */
    private static double tell(String load, QueueModel model, int from) {
        long changes =
                model.changes.stream().filter(change -> change.at() >= from).count();
        double perHour = changes / ((model.now() - from) / HOUR);
        System.out.printf(
                Locale.ROOT,
                "scaling: %s: %d replicas at the end, %.2f changes an hour, mean wait %.0f ms, %.2f %% of ticks over target%n",
                load,
                model.replicas(),
                perHour,
                model.waits.stream()
                        .skip(from / QueueModel.TICK_SECONDS)
                        .mapToDouble(wait -> wait)
                        .average()
                        .orElse(0),
                100 * share(model, from));
        return perHour;
    }

    private static double share(QueueModel model, int from) {
        return model.waits.stream()
                .skip(from / QueueModel.TICK_SECONDS)
                .mapToInt(wait -> wait > TARGET_MILLIS ? 1 : 0)
                .average()
                .orElse(0);
    }
}
