package org.synapsesubnet.validator.gateway.relay;

import java.time.Duration;

/**
 * How patient the gateway is with a miner.
 *
 * @param attempts miners tried for one request until its first byte, 1–10
 * @param firstByte how long a miner may take to the first chunk of a stream, 10 ms–1 h
 * @param idle how long it may pause between two chunks, 10 ms–1 h
 * @param answer how long an answer that isn't streamed may take, 10 ms–1 h
 * @param longestLine bytes of one chunk, or of an answer that isn't streamed, 1 KiB–1 GiB
 */
public record RelaySettings(int attempts, Duration firstByte, Duration idle, Duration answer, int longestLine) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    public RelaySettings {
        requireRange("attempts", attempts, 1, 10);
        requireRange("firstByte", firstByte);
        requireRange("idle", idle);
        requireRange("answer", answer);
        requireRange("longestLine", longestLine, 1 << 10, 1 << 30);
    }

    private static void requireRange(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }

    private static void requireRange(String field, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + SHORTEST + " to " + LONGEST);
        }
    }
}
