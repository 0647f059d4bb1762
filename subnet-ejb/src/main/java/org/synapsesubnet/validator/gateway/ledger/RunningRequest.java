package org.synapsesubnet.validator.gateway.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request that holds a reservation. Its exchange moves it on, the ledger's beat reads it, and it is settled exactly
 * once.
 */
public final class RunningRequest {

    private final UUID id;
    private final UsageSubject subject;
    private final Slab slab;
    private final long reserved;
    private final Instant startedAt;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile @Nullable Server server;
    private volatile long promptTokens;
    private volatile long completionTokens;
    private volatile long firstTokenNanos = -1;

    /** Set by the ledger's writer before it first tries to write a progress row, read by the same thread. */
    private boolean progressWritten;

    RunningRequest(UUID id, UsageSubject subject, Slab slab, long reserved, Instant startedAt) {
        this.id = id;
        this.subject = subject;
        this.slab = slab;
        this.reserved = reserved;
        this.startedAt = startedAt;
    }

    /** The miner that works on a request: its name here and its hotkey. */
    record Server(String miner, String hotkey) {}

    public UUID id() {
        return id;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** Names the miner that works on the request now; a retry names another. */
    public void servedBy(String miner, String hotkey) {
        server = new Server(miner, hotkey);
    }

    /** Notes the tokens so far, for the progress row. */
    public void progress(long prompt, long completion) {
        promptTokens = prompt;
        completionTokens = completion;
    }

    /** Notes the time from the request's start to the first token, in nanoseconds. */
    public void firstTokenAfter(long nanos) {
        firstTokenNanos = nanos;
    }

    /** Time from the request's start to the first token in nanoseconds, −1 before it came. */
    public long firstTokenNanos() {
        return firstTokenNanos;
    }

    UsageSubject subject() {
        return subject;
    }

    Slab slab() {
        return slab;
    }

    long reserved() {
        return reserved;
    }

    @Nullable
    Server server() {
        return server;
    }

    /** Of the miner that works on it; null before one does. */
    @Nullable
    String hotkey() {
        Server now = server;
        return now == null ? null : now.hotkey();
    }

    long promptTokens() {
        return promptTokens;
    }

    long completionTokens() {
        return completionTokens;
    }

    /** True for the first caller only. */
    boolean settleOnce() {
        return settled.compareAndSet(false, true);
    }

    boolean settled() {
        return settled.get();
    }

    boolean progressWritten() {
        return progressWritten;
    }

    void progressWritten(boolean written) {
        progressWritten = written;
    }
}
