/** The axon's own certificate: made once, announced on the chain by its digest, shown to whoever connects. */
@NullMarked
package org.synapsesubnet.axon.tls;

import org.jspecify.annotations.NullMarked;
