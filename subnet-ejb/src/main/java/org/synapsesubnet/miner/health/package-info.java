/** Whether a miner's engine really generates: the only sign of health that counts. */
@NullMarked
package org.synapsesubnet.miner.health;

import org.jspecify.annotations.NullMarked;
