/** How a miner becomes and stays a neuron of a subnet, by the chain's REST routes and its own signatures. */
@NullMarked
package org.synapsesubnet.axon.membership;

import org.jspecify.annotations.NullMarked;
