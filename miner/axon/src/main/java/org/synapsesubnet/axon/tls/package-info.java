/** TLS as the axon speaks it. */
@NullMarked
package org.synapsesubnet.axon.tls;

import org.jspecify.annotations.NullMarked;
