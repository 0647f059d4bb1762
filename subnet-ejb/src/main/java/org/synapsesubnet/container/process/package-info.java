/** The port to container engines over processes of this machine, for programs that an operator has allowed. */
@NullMarked
package org.synapsesubnet.container.process;

import org.jspecify.annotations.NullMarked;
