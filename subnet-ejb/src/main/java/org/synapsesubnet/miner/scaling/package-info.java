/** How many containers a miner has: decided by what it has to do, within what its operator allows. */
@NullMarked
package org.synapsesubnet.miner.scaling;

import org.jspecify.annotations.NullMarked;
