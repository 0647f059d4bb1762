package org.synapsesubnet.chain.connector.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.embedded.BlockDraft.Content;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;

/** A ledger whose blocks were read and applied; a directory without one has its first block now. */
record LedgerOpening(BlockStore store, LedgerHistory history, Block head) {

    static LedgerOpening in(Path directory, ChainIdentity identity, Hyperparameters rules, InstantSource clock)
            throws ChainException {
        try {
            LedgerHistory history = new LedgerHistory();
            BlockStore store = BlockStore.open(directory, history);
            try {
                Block last = store.last();
                if (last != null) {
                    requireFounding(store, directory, identity);
                }
                Block head = last == null || history.isEmpty()
                        ? found(store, history, last, Ledger.found(identity, rules), clock)
                        : last;
                return new LedgerOpening(store, history, head);
            } catch (ChainException | IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ChainException(Reason.UNAVAILABLE, "the ledger in " + directory + " can't be opened: " + e, e);
        }
    }

    private static void requireFounding(BlockStore store, Path directory, ChainIdentity identity)
            throws ChainException, IOException {
        List<ChainEvent> founding = store.read(0, 1).first().events();
        if (!founding.contains(new SubnetFounded(identity))) {
            throw new ChainException(
                    Reason.WRONG_CHAIN,
                    "the ledger in " + directory + " was founded by " + founding + ", but " + identity
                            + " is configured");
        }
    }

    /** Writes the first block that has a state: that of a new ledger, or one behind those that had none. */
    private static Block found(
            BlockStore store, LedgerHistory history, @Nullable Block last, Ledger ledger, InstantSource clock)
            throws IOException {
        Optional<Hyperparameters> rules = Optional.of(ledger.hyperparameters());
        Content content = last == null
                ? new Content(0, BlockHash.ZERO, now(clock), rules, List.of())
                : new Content(last.number() + 1, last.hash(), after(last, clock), rules, List.of());
        BlockDraft first = BlockDraft.of(ledger, BlockHash.ZERO, content);
        store.append(first.block());
        history.add(first);
        return first.block();
    }

    /** The time of the block behind this one: the clock's, but later in any case. */
    static Instant after(Block parent, InstantSource clock) {
        Instant earliest = parent.timestamp().plusMillis(1);
        Instant now = now(clock);
        return now.isBefore(earliest) ? earliest : now;
    }

    private static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
