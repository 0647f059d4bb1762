/**
 * The business side of the chain: how far it has been heard, and how it is. Speaks only to the connector's client
 * interface. Blocks go on to other components as CDI events of type {@link org.synapsesubnet.chain.api.BlockRange},
 * observed inside the transaction that moves the cursor.
 */
@NullMarked
package org.synapsesubnet.chain;

import org.jspecify.annotations.NullMarked;
