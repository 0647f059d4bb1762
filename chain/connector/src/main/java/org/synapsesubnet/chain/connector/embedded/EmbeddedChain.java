package org.synapsesubnet.chain.connector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.ChainTraits;
import org.synapsesubnet.chain.api.ChainTraits.Settlement;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.CommandReceipt.Applied;
import org.synapsesubnet.chain.api.CommandReceipt.Outcome;
import org.synapsesubnet.chain.api.CommandReceipt.Refused;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.BlockDraft.Content;
import org.synapsesubnet.chain.connector.embedded.BlockDraft.Judged;
import org.synapsesubnet.chain.connector.embedded.BlockDraft.TakenBefore;
import org.synapsesubnet.chain.connector.embedded.BlockDraft.Verdict;
import org.synapsesubnet.chain.connector.embedded.PendingCommands.Pending;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;

/**
 * A ledger of one deployment in a directory of its own. A block is final as soon as it is sealed, and it is shown only
 * when it is on the disk.
 *
 * <p>Whoever owns it calls {@link #seal()} once per block interval. Time in which nobody did brings no blocks: a ledger
 * that was away goes on with the next number and the present time, so that listeners meet no burst of stale blocks and
 * nothing falls due for hours in which the market stood still.
 */
public final class EmbeddedChain implements ChainAdapter {

    /** Blocks between two checkpoints: opening applies at most twice as many again. */
    static final int CHECKPOINT_INTERVAL = 512;

    /** What the commands of one block may take; with their events it stays far below the limit of a record. */
    private static final int COMMAND_BYTES = 256 * 1_024;

    /** For the receipt of a command that was taken before: a read of a local file. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(EmbeddedChain.class.getName());

    private static final ChainTraits TRAITS = new ChainTraits(Settlement.BY_THE_CHAIN, 0);

    private final ChainIdentity identity;
    private final BlockStore store;
    private final LedgerHistory history;
    private final Hyperparameters rules;
    private final InstantSource clock;
    private final int checkpointInterval;
    private final PendingCommands pending = new PendingCommands();
    private final ReentrantLock disk = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private long checkpointed;
    private volatile Tip tip;
    private volatile boolean open = true;

    /** The newest block and what is true after it. */
    private record Tip(Block head, Ledger ledger) {}

    private EmbeddedChain(LedgerOpening opened, Hyperparameters rules, InstantSource clock, int checkpointInterval) {
        this.identity = opened.history().latest().chain();
        this.store = opened.store();
        this.history = opened.history();
        this.rules = rules;
        this.clock = clock;
        this.checkpointInterval = checkpointInterval;
        this.tip = new Tip(opened.head(), opened.history().latest());
        this.checkpointed = opened.head().number() - opened.head().number() % checkpointInterval;
    }

    /**
     * Opens the ledger in a directory, or founds it there. A ledger of the release without commands goes on with the next
     * block; nothing has to be done for that.
     *
     * @param rules the numbers that count from the next block on
     * @throws ChainException {@code STORE_LOCKED}, {@code STORE_CORRUPT}, {@code WRONG_CHAIN}, or {@code UNAVAILABLE}
     *     if the directory can't be written
     */
    public static EmbeddedChain open(Path directory, ChainIdentity identity, Hyperparameters rules, InstantSource clock)
            throws ChainException {
        return open(directory, identity, rules, clock, CHECKPOINT_INTERVAL);
    }

    static EmbeddedChain open(
            Path directory, ChainIdentity identity, Hyperparameters rules, InstantSource clock, int checkpointInterval)
            throws ChainException {
        LedgerOpening opened = LedgerOpening.in(directory, identity, rules, clock);
        return new EmbeddedChain(opened, rules, clock, checkpointInterval);
    }

    /**
     * Seals the next block out of the commands that wait and tells everybody. Its time is the clock's, but always later
     * than its parent's.
     *
     * @throws ChainException {@code UNAVAILABLE} if the disk refused it: nothing has happened then, try again
     */
    public Block seal() throws ChainException {
        BlockDraft sealed;
        List<Pending> told;
        disk.lock();
        try {
            refuseIfClosed();
            told = pending.first(COMMAND_BYTES);
            sealed = draftOrGiveUp(told);
            store.append(sealed.block());
            history.add(sealed);
            tip = new Tip(sealed.block(), sealed.ledger());
            pending.remove(told);
            checkpointWhenDue(sealed);
        } catch (IOException e) {
            throw new ChainException(Reason.UNAVAILABLE, "block couldn't be written: " + e, e);
        } finally {
            disk.unlock();
        }
        for (int i = 0; i < told.size(); i++) {
            tell(told.get(i), sealed.verdicts().get(i), sealed.block());
        }
        listeners.forEach(Runnable::run);
        return sealed.block();
    }

    /** The block is sealed by now, so a checkpoint that can't be written is only put off to the next one. */
    private void checkpointWhenDue(BlockDraft sealed) {
        if (sealed.block().number() - checkpointed < checkpointInterval) {
            return;
        }
        try {
            store.checkpoint(sealed.ledger());
            checkpointed = sealed.block().number();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "no checkpoint behind block " + sealed.block().number(),
                    e);
        }
    }

    /** A command on which the rules themselves stumble must not keep the chain from going on. */
    private BlockDraft draftOrGiveUp(List<Pending> told) {
        try {
            return draft(tip, told);
        } catch (RuntimeException e) {
            pending.remove(told);
            ChainException failed = new ChainException(Reason.UNAVAILABLE, "no block could be made: " + e, e);
            told.forEach(waiting -> waiting.receipt().completeExceptionally(failed));
            throw e;
        }
    }

    private BlockDraft draft(Tip before, List<Pending> first) {
        Optional<Hyperparameters> changed = Optional.of(rules)
                .filter(wanted -> !wanted.equals(before.ledger().hyperparameters()));
        return BlockDraft.of(
                before.ledger(),
                before.head().stateHash(),
                new Content(
                        before.head().number() + 1,
                        before.head().hash(),
                        LedgerOpening.after(before.head(), clock),
                        changed,
                        first.stream().map(Pending::command).toList()));
    }

    private void tell(Pending told, Verdict verdict, Block sealed) {
        try {
            told.receipt().complete(receipt(told.command(), verdict, sealed));
        } catch (ChainException e) {
            told.receipt().completeExceptionally(e);
        }
    }

    private CommandReceipt receipt(SignedCommand command, Verdict verdict, Block sealed) throws ChainException {
        return switch (verdict) {
            case Judged(Outcome outcome) -> new CommandReceipt(sealed.number(), outcome);
            case TakenBefore(long number) -> {
                Block block = number == sealed.number()
                        ? sealed
                        : blocks(number, 1, Deadline.in(LOOK_BACK)).first();
                yield new CommandReceipt(number, new Applied(eventsOf(command, block)));
            }
        };
    }

    private static List<ChainEvent> eventsOf(SignedCommand command, Block block) {
        for (int i = 0; i < block.commands().size(); i++) {
            if (block.commands().get(i).command().envelope().equals(command.envelope())) {
                return block.eventsOf(i);
            }
        }
        throw new IllegalStateException("block " + block.number() + " doesn't hold the command of "
                + command.envelope().signer() + " with nonce "
                + command.envelope().nonce());
    }

    @Override
    public CompletableFuture<CommandReceipt> submit(SignedCommand command) throws ChainException {
        refuseIfClosed();
        Optional<Refused> refused = Admission.refusal(command, identity);
        if (refused.isPresent()) {
            return CompletableFuture.completedFuture(
                    new CommandReceipt(tip.head().number() + 1, refused.get()));
        }
        CompletableFuture<CommandReceipt> receipt = pending.add(command);
        if (!open) {
            pending.failAll(closed());
        }
        return receipt;
    }

    @Override
    public ChainTraits traits() {
        return TRAITS;
    }

    @Override
    public long nextNonce(KeyId account, Deadline deadline) throws ChainException {
        return latest("nextNonce", deadline).nextNonce(account);
    }

    @Override
    public long balance(KeyId coldkey, Deadline deadline) throws ChainException {
        return latest("balance", deadline).balance(coldkey);
    }

    @Override
    public long stake(KeyId hotkey, KeyId coldkey, Deadline deadline) throws ChainException {
        return latest("stake", deadline).stake(hotkey, coldkey);
    }

    @Override
    public Hyperparameters hyperparameters(Deadline deadline) throws ChainException {
        return latest("hyperparameters", deadline).hyperparameters();
    }

    @Override
    public Metagraph metagraph(Deadline deadline) throws ChainException {
        refuseIfClosed();
        deadline.check("metagraph");
        Tip now = tip;
        return metagraph(now.head(), now.ledger());
    }

    @Override
    public Metagraph metagraph(long block, Deadline deadline) throws ChainException {
        Block asked = blocks(block, 1, deadline).first();
        takeDisk(deadline);
        try {
            return metagraph(asked, history.at(block));
        } finally {
            disk.unlock();
        }
    }

    private Metagraph metagraph(Block block, Ledger ledger) {
        return new Metagraph(
                identity,
                block.number(),
                block.hash(),
                ledger.epoch(),
                ledger.epochStart(),
                ledger.neuronsAt(block.number()));
    }

    private Ledger latest(String call, Deadline deadline) throws ChainException {
        refuseIfClosed();
        deadline.check(call);
        return tip.ledger();
    }

    @Override
    public ChainIdentity identity() {
        return identity;
    }

    @Override
    public Block head(Deadline deadline) throws ChainException {
        refuseIfClosed();
        deadline.check("head");
        return tip.head();
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
            Block head = tip.head();
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
                pending.failAll(closed());
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
            throw closed();
        }
    }

    private static ChainException closed() {
        return new ChainException(Reason.CLOSED, "the ledger is closed");
    }
}
