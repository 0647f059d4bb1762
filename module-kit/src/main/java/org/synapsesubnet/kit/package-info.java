/** Tests any module by its URL and names each rule of the module interface that it breaks. */
@NullMarked
package org.synapsesubnet.kit;

import org.jspecify.annotations.NullMarked;
