/** Leases: who may do, for a while, what only one node at a time may do. */
@NullMarked
package org.synapsesubnet.platform.lease;

import org.jspecify.annotations.NullMarked;
