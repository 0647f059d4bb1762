package org.synapsesubnet.chain.connector.embedded;

import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;

/**
 * What was true after a block, and where its file stood: opening begins there.
 *
 * @param block its number
 * @param hash its hash
 * @param ledger the state after it
 * @param stateHash what the state hashes to
 * @param offsets where the blocks up to it stand
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Checkpoint(long block, BlockHash hash, Ledger ledger, BlockHash stateHash, long offset, long[] offsets) {}
