/** The chain over REST: what stands on it, and the way for signed commands. */
@NullMarked
package org.synapsesubnet.api.chain;

import org.jspecify.annotations.NullMarked;
