/** The embedded chain: a ledger with its own file, sealed on a clock, for exactly one deployment. */
@NullMarked
package org.synapsesubnet.chain.connector.embedded;

import org.jspecify.annotations.NullMarked;
