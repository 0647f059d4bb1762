/** The module interface: what every module can do, in Java and (module-interface.json beside the classes) over HTTP. */
@NullMarked
package org.synapsesubnet.api.inference;

import org.jspecify.annotations.NullMarked;
