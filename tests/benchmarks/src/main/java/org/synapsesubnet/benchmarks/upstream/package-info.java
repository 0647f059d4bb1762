/** A miner that answers at once. */
@NullMarked
package org.synapsesubnet.benchmarks.upstream;

import org.jspecify.annotations.NullMarked;
