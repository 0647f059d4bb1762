package org.synapsesubnet.miner.models;

import java.time.Duration;

/**
 * How long engines may take.
 *
 * @param question deadline of a question, 100 ms–10 min
 * @param work deadline of a deletion, and of loading a model, 1 s–1 h
 * @param quiet how long a pull or a creation may go on without getting any further, 1 s–1 h
 * @param whole how long a pull or a creation may take altogether, at least {@code quiet}
 */
public record Patience(Duration question, Duration work, Duration quiet, Duration whole) {

    private static final Duration HOUR = Duration.ofHours(1);

    public Patience {
        between("question", question, Duration.ofMillis(100), Duration.ofMinutes(10));
        between("work", work, Duration.ofSeconds(1), HOUR);
        between("quiet", quiet, Duration.ofSeconds(1), HOUR);
        between("whole", whole, quiet, Duration.ofDays(30));
    }

    private static void between(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
