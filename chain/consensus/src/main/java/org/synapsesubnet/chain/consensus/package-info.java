/**
 * Yuma Consensus: what an epoch makes of the validators' weights.
 *
 * <p>Pure functions on integers: the same inputs give the same bits on every machine, so validators can recompute an
 * epoch and agree. {@link org.synapsesubnet.chain.consensus.YumaConsensus} is the entry point. Source of every formula:
 * {@code opentensor/subtensor} at 14bc6f9f, {@code docs/consensus.md}, {@code pallets/subtensor/src/epoch/run_epoch.rs}
 * and {@code epoch/math.rs}; the steps are numbered in this module's README.
 */
@NullMarked
package org.synapsesubnet.chain.consensus;

import org.jspecify.annotations.NullMarked;
