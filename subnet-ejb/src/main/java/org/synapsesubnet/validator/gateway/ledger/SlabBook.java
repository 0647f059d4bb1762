package org.synapsesubnet.validator.gateway.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The slab each caller spends from now; leases the next one when it runs out. */
final class SlabBook {

    private final LedgerWriter writer;
    private final InstantSource clock;
    private final long slabTokens;
    private final Duration patience;
    private final Map<String, Leased> current = new ConcurrentHashMap<>();

    SlabBook(LedgerWriter writer, InstantSource clock, LedgerSettings settings) {
        this.writer = writer;
        this.clock = clock;
        this.slabTokens = settings.slabTokens();
        this.patience = settings.patience();
    }

    /** A slab and when it is durable: all that need it wait for the same commit. */
    private record Leased(Slab slab, CompletableFuture<Void> durable) {}

    /** Takes tokens from the caller's slab; waits for the database only when a new slab is due. */
    Slab reserve(String caller, long tokens) throws LedgerUnavailableException {
        while (true) {
            Leased leased = current.computeIfAbsent(caller, name -> lease(name, tokens));
            awaitLease(leased, caller);
            if (leased.slab().reserve(tokens)) {
                return leased.slab();
            }
            if (current.remove(caller, leased) && leased.slab().retire()) {
                close(leased.slab());
            }
        }
    }

    /** Books what a request used; the last one of a spent slab closes it. */
    void settle(Slab slab, long reservation, long actual) {
        if (slab.settle(reservation, actual)) {
            close(slab);
        }
    }

    /** Reports the slabs in use, and closes those of callers that have nothing running and spent nothing lately. */
    void beat(Map<UUID, Long> usedBefore) {
        for (Iterator<Map.Entry<String, Leased>> slabs = current.entrySet().iterator(); slabs.hasNext(); ) {
            Slab slab = slabs.next().getValue().slab();
            Long before = usedBefore.put(slab.id(), slab.used());
            if (before == null || before != slab.used()) {
                writer.write(new LedgerEntry.SlabState(slab, false, clock.instant()));
            } else if (slab.idle()) {
                slabs.remove();
                usedBefore.remove(slab.id());
                if (slab.retire()) {
                    close(slab);
                }
            }
        }
    }

    /** Closes all slabs on which nothing runs; the others are closed by the recovery of the next start. */
    void closeAll() {
        for (Leased leased : new ArrayList<>(current.values())) {
            if (leased.slab().retire()) {
                close(leased.slab());
            }
        }
        current.clear();
    }

    List<Slab> open() {
        return current.values().stream().map(Leased::slab).toList();
    }

    private Leased lease(String caller, long tokens) {
        Slab slab = new Slab(OrderedIds.at(clock.millis()), caller, Math.max(slabTokens, tokens), clock.instant());
        CompletableFuture<Void> durable = new CompletableFuture<>();
        writer.write(new LedgerEntry.Lease(slab, durable));
        return new Leased(slab, durable);
    }

    private void awaitLease(Leased leased, String caller) throws LedgerUnavailableException {
        try {
            leased.durable().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LedgerUnavailableException("No tokens could be leased in " + patience, e);
        } catch (ExecutionException e) {
            current.remove(caller, leased);
            throw new LedgerUnavailableException("No tokens could be leased", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("Interrupted while tokens were leased", e);
        }
    }

    private void close(Slab slab) {
        writer.write(new LedgerEntry.SlabState(slab, true, clock.instant()));
    }
}
