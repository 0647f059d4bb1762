/** The fleet: miners in containers, kept as an operator wants them. */
@NullMarked
package org.synapsesubnet.miner;

import org.jspecify.annotations.NullMarked;
