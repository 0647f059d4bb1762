package org.synapsesubnet.chain.connector.embedded;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;

/** What was true after each of the latest blocks. Ledgers in here don't change any more. Not for two threads at a time. */
final class LedgerHistory implements BlockStore.Reader {

    /** How many blocks back one can look at least, as far as the ledger has been open or since a checkpoint. */
    static final int DEPTH = 256;

    private final NavigableMap<Long, Ledger> changes = new TreeMap<>();
    private BlockHash stateHash = BlockHash.ZERO;
    private @Nullable ChainIdentity founded;

    @Override
    public void startAt(Checkpoint checkpoint) {
        changes.put(checkpoint.block(), checkpoint.ledger());
        stateHash = checkpoint.stateHash();
    }

    @Override
    public void next(Block block) throws ChainException {
        for (ChainEvent event : block.ownEvents()) {
            if (event instanceof SubnetFounded(ChainIdentity identity)) {
                founded = identity;
            }
        }
        if (block.stateHash().equals(BlockHash.ZERO)) {
            // Of the release that kept no state.
            return;
        }
        BlockDraft again = BlockDraft.again(before(block), stateHash, block);
        if (!again.block().equals(block)) {
            throw new ChainException(
                    Reason.STORE_CORRUPT,
                    "block " + block.number() + " has another outcome than its commands have by the rules of this"
                            + " release; open the ledger with the release that wrote it");
        }
        add(again);
    }

    private Ledger before(Block block) throws ChainException {
        if (!changes.isEmpty()) {
            return latest();
        }
        Hyperparameters rules = BlockDraft.hyperparametersOf(block).orElse(null);
        if (founded == null || rules == null) {
            throw new ChainException(
                    Reason.STORE_CORRUPT, "block " + block.number() + " has a state, but no subnet was founded before");
        }
        return Ledger.found(founded, rules);
    }

    /** Takes a block that is on the disk. */
    void add(BlockDraft draft) {
        long number = draft.block().number();
        stateHash = draft.block().stateHash();
        if (changes.isEmpty() || changes.lastEntry().getValue() != draft.ledger()) {
            changes.put(number, draft.ledger());
        }
        Long oldest = changes.floorKey(Math.max(0, number - DEPTH));
        if (oldest != null) {
            changes.headMap(oldest, false).clear();
        }
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Ledger latest() {
        return changes.lastEntry().getValue();
    }

    /** @throws ChainException {@link Reason#STATE_PRUNED} */
    Ledger at(long block) throws ChainException {
        @Nullable Long change = changes.floorKey(block);
        if (change == null) {
            throw new ChainException(
                    Reason.STATE_PRUNED,
                    "what was true after block " + block + " isn't kept any more; the oldest is block "
                            + (changes.isEmpty() ? "none" : changes.firstKey()));
        }
        Ledger ledger = changes.get(change);
        if (ledger == null) {
            throw new IllegalStateException("no ledger at " + change);
        }
        return ledger;
    }
}
