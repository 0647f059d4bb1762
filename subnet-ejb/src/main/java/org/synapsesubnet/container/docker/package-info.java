/** The port to container engines over Docker's Engine API. */
@NullMarked
package org.synapsesubnet.container.docker;

import org.jspecify.annotations.NullMarked;
