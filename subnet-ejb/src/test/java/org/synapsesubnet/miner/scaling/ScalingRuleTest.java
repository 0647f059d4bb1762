package org.synapsesubnet.miner.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingRuleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ScalingPolicy POLICY = new ScalingPolicy(
            1,
            8,
            Duration.ofMillis(500),
            10,
            Duration.ofSeconds(20),
            Duration.ofSeconds(300),
            Duration.ofSeconds(30),
            Duration.ZERO);
    private static final ScalingPolicy SLEEPER = new ScalingPolicy(
            0,
            8,
            Duration.ofMillis(500),
            0,
            Duration.ofSeconds(20),
            Duration.ofSeconds(300),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120));

    @Test
    void requestsThatWaitBringMoreReplicas() {
        Decision decision = ScalingRule.decide(POLICY, steady(60, 2, working(2, 4, 6, 900)), 2, NOW);

        assertThat(decision)
                .isEqualTo(new Decision(
                        4, "requests waited 900 ms on average over 20 s, 500 ms are allowed; 10.0 want a slot of 4"));
    }

    @Test
    void oneMoreIsTheLeastAndTheCeilingTheMost() {
        assertThat(replicas(POLICY, steady(60, 3, working(3, 6, 0, 600)), 3)).isEqualTo(4);
        assertThat(replicas(POLICY, steady(60, 7, working(7, 14, 50, 9000)), 7)).isEqualTo(8);
        assertThat(replicas(POLICY, steady(60, 8, working(8, 16, 50, 9000)), 8)).isEqualTo(8);
    }

    /** A wait without a crowd isn't the replicas' fault. */
    @Test
    void aWaitWhileSlotsAreFreeBringsNone() {
        assertThat(replicas(POLICY, steady(60, 4, working(4, 3, 0, 900)), 4)).isEqualTo(4);
    }

    @Test
    void slowAnswersBringOneMore() {
        LoadReading slow = new LoadReading(2, 4, 3, 0, 1, 0, 100);

        Decision decision = ScalingRule.decide(POLICY, steady(60, 2, slow), 2, NOW);

        assertThat(decision.replicas()).isEqualTo(3);
        assertThat(decision.reason()).isEqualTo("answers came with 6.7 tokens a second over 20 s, 10.0 are wanted");
    }

    @Test
    void littleToDoForLongLeavesFewer() {
        assertThat(replicas(POLICY, steady(400, 6, working(6, 2, 0, 0)), 6)).isEqualTo(3);
        assertThat(replicas(POLICY, steady(400, 6, working(6, 6, 0, 0)), 6)).isEqualTo(5);
        assertThat(replicas(POLICY, steady(400, 6, working(6, 7, 0, 0)), 6)).isEqualTo(6);
        assertThat(replicas(POLICY, steady(400, 1, working(1, 0, 0, 0)), 1)).isEqualTo(1);
        // Not long enough.
        assertThat(replicas(POLICY, steady(200, 6, working(6, 2, 0, 0)), 6)).isEqualTo(6);
    }

    @Test
    void fewerThatWouldBeTooSlowAreNotTried() {
        LoadReading justFastEnough = new LoadReading(6, 12, 2, 0, 1, 0, 120);

        assertThat(replicas(POLICY, steady(400, 6, justFastEnough), 6)).isEqualTo(6);
    }

    @Test
    void nothingChangesSoonAfterAChange() {
        List<Measurement> measurements = steady(60, 1, working(1, 2, 9, 3000));
        measurements.addAll(steady(25, 2, working(1, 2, 9, 3000)));

        assertThat(ScalingRule.decide(POLICY, measurements, 2, NOW))
                .isEqualTo(new Decision(2, "changed less than 30 s ago"));
    }

    @Test
    void whoDoesNotWorkYetTellsNothing() {
        assertThat(ScalingRule.decide(POLICY, steady(60, 1, LoadReading.NONE), 1, NOW)
                        .reason())
                .isEqualTo("none of its replicas works yet");
        assertThat(ScalingRule.decide(POLICY, List.of(), 1, NOW).reason()).isEqualTo("nothing tells what it has to do");
    }

    /** What was before a gap may have been long ago. */
    @Test
    void measurementsBeforeAGapDoNotCount() {
        List<Measurement> measurements = steady(400, 6, working(6, 1, 0, 0));
        measurements.removeIf(measurement -> measurement.at().isAfter(NOW.minusSeconds(150))
                && measurement.at().isBefore(NOW.minusSeconds(80)));

        assertThat(replicas(POLICY, measurements, 6)).isEqualTo(6);
    }

    @Test
    void floorAndCeilingHoldWithoutAnyMeasurement() {
        assertThat(ScalingRule.decide(POLICY, List.of(), 9, NOW)).isEqualTo(new Decision(8, "the ceiling is 8"));
        assertThat(ScalingRule.decide(POLICY, List.of(), 0, NOW)).isEqualTo(new Decision(1, "the floor is 1"));
    }

    @Test
    void whoIsNotAskedForSleepsAndStaysAsleep() {
        assertThat(ScalingRule.decide(SLEEPER, steady(130, 1, working(1, 0, 0, 0)), 1, NOW))
                .isEqualTo(new Decision(0, "nobody asked for it for 120 s"));
        assertThat(replicas(SLEEPER, steady(110, 1, working(1, 0, 0, 0)), 1)).isEqualTo(1);
        assertThat(replicas(SLEEPER, steady(130, 1, working(1, 1, 0, 0)), 1)).isEqualTo(1);
        assertThat(ScalingRule.decide(SLEEPER, List.of(), 0, NOW).reason())
                .isEqualTo("asleep until somebody asks for it");
    }

    /** Its idle time before it slept isn't held against it. */
    @Test
    void whoWasWokenStaysAwakeForAWhile() {
        List<Measurement> measurements = steady(200, 1, working(1, 0, 0, 0));
        measurements.removeIf(measurement -> measurement.at().isAfter(NOW.minusSeconds(45)));
        measurements.addAll(steady(40, 1, LoadReading.NONE));
        measurements.add(measurements.size() - 8, new Measurement(NOW.minusSeconds(42), 0, LoadReading.NONE));

        assertThat(replicas(SLEEPER, measurements, 1)).isEqualTo(1);
    }

    private static int replicas(ScalingPolicy policy, List<Measurement> measurements, int replicas) {
        return ScalingRule.decide(policy, measurements, replicas, NOW).replicas();
    }

    /** The same every five seconds until now. */
    private static List<Measurement> steady(int seconds, int wanted, LoadReading load) {
        var measurements = new ArrayList<Measurement>();
        for (int ago = seconds; ago >= 0; ago -= 5) {
            measurements.add(new Measurement(NOW.minusSeconds(ago), wanted, load));
        }
        return measurements;
    }

    /** Replicas of two slots each; a request gets one every five seconds, and comes with 20 tokens a second. */
    private static LoadReading working(int ready, int busy, int queued, double waitMillis) {
        return new LoadReading(ready, 2 * ready, busy, queued, busy > 0 ? 1 : 0, waitMillis, 100L * busy);
    }
}
