package org.synapsesubnet.chain.connector.embedded.ledger;

/**
 * Where the ledger stands among its epochs. Counted, not computed from the block's number: the tempo may change.
 *
 * @param epoch number of the one that runs, from 0
 * @param epochStart its first block, in which the one before it settled; -1 while there is none
 */
record LedgerClock(long epoch, long epochStart) {

    static final LedgerClock UNSET = new LedgerClock(0, -1);

    static LedgerClock startingAt(long block) {
        return new LedgerClock(0, block);
    }

    boolean isUnset() {
        return epochStart < 0;
    }

    LedgerClock next(long block) {
        return new LedgerClock(epoch + 1, block);
    }
}
