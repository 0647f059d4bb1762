/** The rules of the embedded chain: a state machine without clock and without I/O. */
@NullMarked
package org.synapsesubnet.chain.connector.embedded.ledger;

import org.jspecify.annotations.NullMarked;
