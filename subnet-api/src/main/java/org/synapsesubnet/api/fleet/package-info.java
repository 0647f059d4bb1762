/** The miners that this deployment runs in containers, as operators tell and see them. */
@NullMarked
package org.synapsesubnet.api.fleet;

import org.jspecify.annotations.NullMarked;
