package org.synapsesubnet.chain.connector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;

/**
 * A ledger of one deployment in a directory of its own. A block is final as soon as it is sealed, and it is shown only
 * when it is on the disk.
 *
 * <p>Whoever owns it calls {@link #seal()} once per block interval. Time in which nobody did brings no blocks: a ledger
 * that was away goes on with the next number and the present time, so that listeners meet no burst of stale blocks and
 * nothing falls due for hours in which the market stood still.
 */
public final class EmbeddedChain implements ChainAdapter {

    private final ChainIdentity identity;
    private final BlockStore store;
    private final InstantSource clock;
    private final ReentrantLock disk = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Block head;
    private volatile boolean open = true;

    private EmbeddedChain(ChainIdentity identity, BlockStore store, Block head, InstantSource clock) {
        this.identity = identity;
        this.store = store;
        this.head = head;
        this.clock = clock;
    }

    /**
     * Opens the ledger in a directory, or founds it there.
     *
     * @throws ChainException {@code STORE_LOCKED}, {@code STORE_CORRUPT}, {@code WRONG_CHAIN}, or {@code UNAVAILABLE}
     *     if the directory can't be written
     */
    public static EmbeddedChain open(Path directory, ChainIdentity identity, InstantSource clock)
            throws ChainException {
        try {
            BlockStore store = BlockStore.open(directory);
            try {
                return new EmbeddedChain(identity, store, firstHead(store, directory, identity, clock), clock);
            } catch (ChainException | IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ChainException(Reason.UNAVAILABLE, "the ledger in " + directory + " can't be opened: " + e, e);
        }
    }

    private static Block firstHead(BlockStore store, Path directory, ChainIdentity identity, InstantSource clock)
            throws ChainException, IOException {
        Block last = store.last();
        if (last == null) {
            Block genesis = BlockCodec.seal(0, BlockHash.ZERO, now(clock), List.of(new SubnetFounded(identity)));
            store.append(genesis);
            return genesis;
        }
        List<ChainEvent> founding = store.read(0, 1).first().events();
        if (!founding.contains(new SubnetFounded(identity))) {
            throw new ChainException(
                    Reason.WRONG_CHAIN,
                    "the ledger in " + directory + " was founded by " + founding + ", but " + identity
                            + " is configured");
        }
        return last;
    }

    /**
     * Seals the next block and tells the listeners. Its time is the clock's, but always later than its parent's.
     *
     * @throws ChainException {@code UNAVAILABLE} if the disk refused it: nothing has happened then, try again
     */
    public Block seal() throws ChainException {
        Block sealed;
        disk.lock();
        try {
            refuseIfClosed();
            Block parent = head;
            Instant earliest = parent.timestamp().plusMillis(1);
            Instant now = now(clock);
            sealed = BlockCodec.seal(
                    parent.number() + 1, parent.hash(), now.isBefore(earliest) ? earliest : now, List.of());
            store.append(sealed);
            head = sealed;
        } catch (IOException e) {
            throw new ChainException(Reason.UNAVAILABLE, "block couldn't be written: " + e, e);
        } finally {
            disk.unlock();
        }
        listeners.forEach(Runnable::run);
        return sealed;
    }

    @Override
    public ChainIdentity identity() {
        return identity;
    }

    @Override
    public Block head(Deadline deadline) throws ChainException {
        refuseIfClosed();
        deadline.check("head");
        return head;
    }

    @Override
    public BlockRange blocks(long first, int max, Deadline deadline) throws ChainException {
        if (first < 0) {
            throw new IllegalArgumentException("first must be 0 or more, but was " + first);
        }
        if (max < 1 || max > BlockRange.MAX_BLOCKS) {
            throw new IllegalArgumentException("max must be 1 to " + BlockRange.MAX_BLOCKS + ", but was " + max);
        }
        takeDisk(deadline);
        try {
            refuseIfClosed();
            long available = head.number() - first + 1;
            if (available <= 0) {
                throw new ChainException(
                        Reason.UNKNOWN_BLOCK, "there is no block " + first + " yet, the head is " + head.number());
            }
            return store.read(first, Math.toIntExact(Math.min(max, available)));
        } catch (IOException e) {
            throw new ChainException(Reason.UNAVAILABLE, "blocks couldn't be read: " + e, e);
        } finally {
            disk.unlock();
        }
    }

    private void takeDisk(Deadline deadline) throws ChainException {
        deadline.check("blocks");
        try {
            if (!disk.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new ChainException(Reason.DEADLINE_EXCEEDED, "blocks didn't end in time; the disk is busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainException(Reason.UNAVAILABLE, "the calling thread was interrupted", e);
        }
    }

    @Override
    public Subscription onNewHead(Runnable listener) {
        // A wrapper of its own, so that the same listener may subscribe twice.
        Runnable entry = Objects.requireNonNull(listener, "listener")::run;
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        disk.lock();
        try {
            if (open) {
                open = false;
                listeners.clear();
                store.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ledger couldn't be closed", e);
        } finally {
            disk.unlock();
        }
    }

    private void refuseIfClosed() throws ChainException {
        if (!open) {
            throw new ChainException(Reason.CLOSED, "the ledger is closed");
        }
    }

    private static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
