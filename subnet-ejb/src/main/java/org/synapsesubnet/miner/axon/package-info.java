/** What a fleet's axons are made of and how they are called: image, keys, sessions. */
@NullMarked
package org.synapsesubnet.miner.axon;

import org.jspecify.annotations.NullMarked;
