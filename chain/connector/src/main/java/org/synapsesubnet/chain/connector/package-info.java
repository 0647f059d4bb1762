/** The port to a kind of chain, inside the resource adapter: one implementation per kind. */
@NullMarked
package org.synapsesubnet.chain.connector;

import org.jspecify.annotations.NullMarked;
