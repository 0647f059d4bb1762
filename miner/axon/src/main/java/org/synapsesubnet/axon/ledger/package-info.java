/** The axon's own receipts. */
@NullMarked
package org.synapsesubnet.axon.ledger;

import org.jspecify.annotations.NullMarked;
