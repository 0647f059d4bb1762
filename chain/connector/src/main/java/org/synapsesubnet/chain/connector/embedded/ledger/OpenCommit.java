package org.synapsesubnet.chain.connector.embedded.ledger;

import org.synapsesubnet.chain.api.BlockHash;

/**
 * A promise of weights.
 *
 * @param block where it was made
 * @param epoch in which it was made
 */
record OpenCommit(BlockHash commitment, long block, long epoch) {}
