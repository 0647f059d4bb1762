/** The resource adapter that speaks to a chain. */
@NullMarked
package org.synapsesubnet.chain.connector;

import org.jspecify.annotations.NullMarked;
