/** What the fleet's containers use of their hosts, now and in the past. */
@NullMarked
package org.synapsesubnet.miner.resources;

import org.jspecify.annotations.NullMarked;
