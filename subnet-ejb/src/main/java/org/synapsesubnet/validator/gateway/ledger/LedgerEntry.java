package org.synapsesubnet.validator.gateway.ledger;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something the ledger's one writer has to make durable. */
sealed interface LedgerEntry {

    /** A slab must be durable before its first token is handed out. */
    record Lease(Slab slab, CompletableFuture<Void> durable) implements LedgerEntry {}

    /** The row of a request that ended. */
    record Settlement(
            RunningRequest request,
            Outcome outcome,
            TokenCount tokens,
            Instant finishedAt,
            CompletableFuture<Void> durable)
            implements LedgerEntry {}

    /** Where running streams stand; worth nothing once a newer one is written, so it is never tried twice. */
    record Progress(List<RunningRequest> running, Instant at) implements LedgerEntry {}

    /** What a slab has used so far, and whether that is final. */
    record SlabState(Slab slab, boolean closed, Instant at) implements LedgerEntry {}

    /** Whether this entry may be dropped when the database fails. */
    default boolean passing() {
        return this instanceof Progress;
    }

    /** Tells whoever waits that the entry is durable. */
    default void complete() {
        switch (this) {
            case Lease lease -> lease.durable().complete(null);
            case Settlement settlement -> settlement.durable().complete(null);
            case Progress progress -> {}
            case SlabState state -> {}
        }
    }

    /** Tells whoever waits that the entry will never be written. */
    default void fail(Throwable cause) {
        switch (this) {
            case Lease lease -> lease.durable().completeExceptionally(cause);
            case Settlement settlement -> settlement.durable().completeExceptionally(cause);
            case Progress progress -> {}
            case SlabState state -> {}
        }
    }
}
