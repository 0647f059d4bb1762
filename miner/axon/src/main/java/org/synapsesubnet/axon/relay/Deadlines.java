package org.synapsesubnet.axon.relay;

import java.time.Duration;

/**
 * How long the engine may keep the axon waiting.
 *
 * @param connect for a connection
 * @param firstByte from the request to the answer's head; an Ollama sends that with the first token, after it has loaded
 *     the model if need be, and without streaming after the last token
 * @param idle between two pieces of an answer
 * @param read for all of a short answer that the axon itself asks for
 */
public record Deadlines(Duration connect, Duration firstByte, Duration idle, Duration read) {

    public static final Deadlines DEFAULT =
            new Deadlines(Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofSeconds(5));

    public Deadlines {
        requirePositive("connect", connect);
        requirePositive("firstByte", firstByte);
        requirePositive("idle", idle);
        requirePositive("read", read);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }
}
