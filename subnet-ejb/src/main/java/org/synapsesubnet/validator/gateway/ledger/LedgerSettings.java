package org.synapsesubnet.validator.gateway.ledger;

import java.time.Duration;

/**
 * How the ledger keeps its rows.
 *
 * @param node name of this node, unique among the nodes that share a database, 1–64 characters
 * @param slabTokens tokens leased with one commit, 1 000–1 000 000 000
 * @param queued rows that may wait for the database before further ones are refused, 1–1 000 000
 * @param patience how long a request waits for its rows to be durable, 10 ms–60 s
 * @param beat how often progress and slabs are written, 10 ms–60 s
 */
public record LedgerSettings(String node, long slabTokens, int queued, Duration patience, Duration beat) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public LedgerSettings {
        if (node.isEmpty() || node.length() > 64) {
            throw new IllegalArgumentException("node: '" + node + "' must have 1 to 64 characters");
        }
        requireRange("slabTokens", slabTokens, 1_000, 1_000_000_000);
        requireRange("queued", queued, 1, 1_000_000);
        requireRange("patience", patience);
        requireRange("beat", beat);
    }

    private static void requireRange(String field, long value, long least, long most) {
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
