/** The way of a request to the engine and of its answer back, chunk by chunk. */
@NullMarked
package org.synapsesubnet.axon.relay;

import org.jspecify.annotations.NullMarked;
