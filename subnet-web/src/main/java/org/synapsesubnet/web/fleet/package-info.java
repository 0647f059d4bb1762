/** The miners that this deployment runs in containers, under {@code /fleet}. */
@NullMarked
package org.synapsesubnet.web.fleet;

import org.jspecify.annotations.NullMarked;
