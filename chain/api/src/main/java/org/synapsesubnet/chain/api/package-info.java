/** The port to a chain, as business code sees it. */
@NullMarked
package org.synapsesubnet.chain.api;

import org.jspecify.annotations.NullMarked;
