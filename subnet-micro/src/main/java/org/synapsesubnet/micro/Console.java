package org.synapsesubnet.micro;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the person at the terminal reads: short lines, each with the seconds since the start. */
final class Console {

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant start;

    Console(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    void say(String line) {
        out.printf("%4d s  %s%n", Duration.between(start, clock.instant()).toSeconds(), line);
    }

    /** A line that is to be copied: nothing in front of it. */
    void print(String line) {
        out.println(line);
    }
}
