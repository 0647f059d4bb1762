/** The container engines that host miners, as this application sees them: a port, and the policy of what may run there. */
@NullMarked
package org.synapsesubnet.container;

import org.jspecify.annotations.NullMarked;
