/** One request on its way to a miner and its answer on the way back, chunk by chunk. */
@NullMarked
package org.synapsesubnet.validator.gateway.relay;

import org.jspecify.annotations.NullMarked;
