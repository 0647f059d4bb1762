package org.synapsesubnet.miner.models;

import java.time.Instant;

/**
 * A model on a miner's volume, as its engine lists it.
 *
 * @param digest of its manifest, 64 hexadecimal digits
 * @param sizeBytes of all its parts, those that others share too
 * @param modifiedAt when it was last written
 */
record HeldModel(ModelName name, String digest, long sizeBytes, Instant modifiedAt) {}
