package org.synapsesubnet.miner.models;

import java.util.function.UnaryOperator;

/**
 * What a job came to, to be written down by the one thread that writes.
 *
 * @param revision of the wanted model that the job was for, 0 where there was none
 * @param change of what is remembered
 */
record ModelOutcome(String miner, ModelName name, long revision, UnaryOperator<ModelRecord> change) {}
