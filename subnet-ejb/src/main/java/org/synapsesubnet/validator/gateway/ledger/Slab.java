package org.synapsesubnet.validator.gateway.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * Tokens leased durably for one caller on this node, handed out in memory.
 *
 * <p>Invariant: used + reserved ≤ granted whenever a reservation is given. A settlement may exceed its reservation (the
 * engine counts, not we), so {@code used} alone may pass {@code granted}; the slab is then simply spent.
 */
final class Slab {

    private final UUID id;
    private final String caller;
    private final long granted;
    private final Instant leasedAt;
    private long used;
    private long reserved;
    private int running;
    private boolean retired;

    Slab(UUID id, String caller, long granted, Instant leasedAt) {
        if (granted <= 0) {
            throw new IllegalArgumentException("granted: " + granted + " must be at least 1");
        }
        this.id = id;
        this.caller = caller;
        this.granted = granted;
        this.leasedAt = leasedAt;
    }

    UUID id() {
        return id;
    }

    String caller() {
        return caller;
    }

    long granted() {
        return granted;
    }

    Instant leasedAt() {
        return leasedAt;
    }

    synchronized long used() {
        return used;
    }

    synchronized boolean idle() {
        return running == 0;
    }

    /** Takes tokens for one request; false when the slab has too few left or was retired. */
    synchronized boolean reserve(long tokens) {
        if (retired || used + reserved + tokens > granted) {
            return false;
        }
        reserved += tokens;
        running++;
        return true;
    }

    /** Gives a reservation back and books what was used; true when this was the last request of a retired slab. */
    synchronized boolean settle(long reservation, long actual) {
        reserved -= reservation;
        used += actual;
        running--;
        return retired && running == 0;
    }

    /** No further reservation is given; true when nothing runs on it any more, so that it can be closed now. */
    synchronized boolean retire() {
        boolean first = !retired;
        retired = true;
        return first && running == 0;
    }
}
