/** An axon's own certificate: made once, announced on the chain by its digest, trusted by nothing else. */
@NullMarked
package org.synapsesubnet.api.tls;

import org.jspecify.annotations.NullMarked;
