package org.synapsesubnet.miner.scaling;

import java.time.Duration;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Within what a miner may be scaled, and by what.
 *
 * @param floor replicas at least, 0–1000; with 0 the miner sleeps when it has been idle
 * @param ceiling replicas at most, at least 1 and {@code floor}, at most 1000
 * @param targetWait that a request may wait for a slot on average, 1 ms–10 min
 * @param leastTokensPerSecond that an answer shall come with on average; 0 where its speed doesn't matter, at most 10⁶
 * @param up over so long a wait is measured before there are more replicas, 5 s–1 h
 * @param down over so long there must have been too many replicas before there are fewer, at least {@code up}, at most
 *     2 h
 * @param coolDown nothing changes for so long after a change, 0–1 h
 * @param idle after so long without a request the miner sleeps, 30 s–2 h; zero where {@code floor} isn't 0
 */
public record ScalingPolicy(
        int floor,
        int ceiling,
        Duration targetWait,
        double leastTokensPerSecond,
        Duration up,
        Duration down,
        Duration coolDown,
        Duration idle) {

    private static final int MOST = 1000;
    private static final int LONGEST_UP = 3600;
    private static final int LONGEST = 7200;

    public ScalingPolicy {
        between("floor", floor, 0, MOST);
        between("ceiling", ceiling, Math.max(1, floor), MOST);
        between("targetWaitMillis", targetWait.toMillis(), 1, 600_000);
        if (!(leastTokensPerSecond >= 0 && leastTokensPerSecond <= 1e6)) {
            throw new InvalidValue("leastTokensPerSecond", leastTokensPerSecond + " must be from 0 to 1000000");
        }
        between("upSeconds", up.toSeconds(), 5, LONGEST_UP);
        between("downSeconds", down.toSeconds(), up.toSeconds(), LONGEST);
        between("coolDownSeconds", coolDown.toSeconds(), 0, LONGEST_UP);
        if (floor == 0) {
            between("idleSeconds", idle.toSeconds(), 30, LONGEST);
        } else if (!idle.isZero()) {
            throw new InvalidValue(
                    "idleSeconds", idle.toSeconds() + " must be 0, since with a floor of " + floor + " nothing sleeps");
        }
    }

    /** The fewest replicas of a miner that is awake. */
    int fewestAwake() {
        return Math.max(1, floor);
    }

    /** For so long measurements matter. */
    Duration memory() {
        Duration longest = down.compareTo(idle) > 0 ? down : idle;
        return longest.compareTo(coolDown) > 0 ? longest : coolDown;
    }

    private static void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(field, value + " must be from " + least + " to " + most);
        }
    }
}
