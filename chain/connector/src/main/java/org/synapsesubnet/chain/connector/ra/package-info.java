/** The Jakarta Connectors face of a chain: outbound connections, inbound blocks, life cycle. */
@NullMarked
package org.synapsesubnet.chain.connector.ra;

import org.jspecify.annotations.NullMarked;
