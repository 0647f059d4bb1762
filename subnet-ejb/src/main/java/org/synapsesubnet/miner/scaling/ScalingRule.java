package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many replicas a miner shall have: a function of its policy, what was measured lately, how many replicas it
 * shall have now, and the time. It remembers nothing, so any node can decide, and a decision can be repeated.
 *
 * <p>More follow when requests waited longer than they may, or answers came too slowly; as many as the requests at work
 * and waiting need with a fifth of the slots to spare, at most twice as many. Fewer follow, at most half as many, only
 * when at no time of a much longer window those fewer would have called for more, and not by far. That distance in time
 * and use is what keeps it from flapping.
 */
public final class ScalingRule {

    /** The part of the slots that shall be used. */
    private static final double USE = 0.8;

    /** The part of the fewer slots that may have been used while there were more. */
    private static final double CALM_USE = 0.6;

    /** Waits below this part of the target are good enough to try fewer replicas. */
    private static final double SHORT_WAIT = 0.5;

    private final ScalingPolicy policy;
    private final Recent recent;
    private final Recent steady;
    private final int replicas;
    private final Instant now;

    private ScalingRule(ScalingPolicy policy, List<Measurement> measurements, int replicas, Instant now) {
        this.policy = policy;
        this.recent = Recent.before(now, measurements);
        this.steady = recent.steady(replicas);
        this.replicas = replicas;
        this.now = now;
    }

    /**
     * Decides.
     *
     * @param measurements by time, up to now
     * @param replicas that there shall be by the last decision
     */
    public static Decision decide(ScalingPolicy policy, List<Measurement> measurements, int replicas, Instant now) {
        return new ScalingRule(policy, measurements, replicas, now).decide();
    }

    private Decision decide() {
        if (replicas > policy.ceiling()) {
            return new Decision(policy.ceiling(), "the ceiling is " + policy.ceiling());
        }
        if (replicas < policy.floor()) {
            return new Decision(policy.floor(), "the floor is " + policy.floor());
        }
        if (replicas == 0) {
            return new Decision(0, "asleep until somebody asks for it");
        }
        if (recent.isEmpty()) {
            return stay("nothing tells what it has to do");
        }
        if (steady.isEmpty() || !steady.covers(policy.coolDown(), now)) {
            return stay("changed less than " + text(policy.coolDown()) + " ago");
        }
        if (policy.floor() == 0 && steady.covers(policy.idle(), now) && idleLately()) {
            return new Decision(0, "nobody asked for it for " + text(policy.idle()));
        }
        double each = steady.slotsPerReplica();
        if (each == 0) {
            return stay("none of its replicas works yet");
        }
        Decision more = more(each);
        if (more != null) {
            return more;
        }
        Decision fewer = fewer(each);
        return fewer == null ? stay("as many as it needs") : fewer;
    }

    private boolean idleLately() {
        return steady.last(policy.idle(), now).isIdle();
    }

    private @Nullable Decision more(double each) {
        Recent window = steady.last(policy.up(), now);
        if (replicas >= policy.ceiling() || !steady.covers(policy.up(), now)) {
            return null;
        }
        double wait = window.meanWaitMillis();
        double speed = window.tokensPerSecond();
        boolean late = wait > policy.targetWait().toMillis() && window.meanDemand() > USE * each * replicas;
        if (!late && speed >= policy.leastTokensPerSecond()) {
            return null;
        }
        int needed = late ? (int) Math.ceil(window.meanDemand() / (USE * each)) : 0;
        int next = Math.clamp(needed, replicas + 1, Math.min(2 * replicas, policy.ceiling()));
        return new Decision(
                next,
                late
                        ? format(
                                "requests waited %.0f ms on average over %s, %d ms are allowed; %.1f want a slot of %.0f",
                                wait,
                                text(policy.up()),
                                policy.targetWait().toMillis(),
                                window.meanDemand(),
                                each * replicas)
                        : format(
                                "answers came with %.1f tokens a second over %s, %.1f are wanted",
                                speed, text(policy.up()), policy.leastTokensPerSecond()));
    }

    private @Nullable Decision fewer(double each) {
        Recent window = recent.last(policy.down(), now);
        if (replicas <= policy.fewestAwake()
                || !recent.covers(policy.down(), now)
                || window.meanWaitMillis() > SHORT_WAIT * policy.targetWait().toMillis()) {
            return null;
        }
        double highest = window.highestDemand(policy.up());
        int needed = (int) Math.ceil(highest / (CALM_USE * each));
        int next = Math.max(needed, Math.max(policy.fewestAwake(), (replicas + 1) / 2));
        // Fewer replicas share the same work: each answer gets slower by as much at worst.
        boolean fast = window.tokensPerSecond() * next / replicas >= policy.leastTokensPerSecond();
        if (next >= replicas || !fast) {
            return null;
        }
        return new Decision(
                next,
                format(
                        "for %s no more than %.1f requests wanted one of %.0f slots",
                        text(policy.down()), highest, each * replicas));
    }

    private Decision stay(String reason) {
        return new Decision(replicas, reason);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String text(Duration time) {
        return time.toSeconds() + " s";
    }
}
