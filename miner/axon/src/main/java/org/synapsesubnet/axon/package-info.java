/** The small server in front of a miner. */
@NullMarked
package org.synapsesubnet.axon;

import org.jspecify.annotations.NullMarked;
