/** Records of the REST interface under {@code /modules}. */
@NullMarked
package org.synapsesubnet.api.module;

import org.jspecify.annotations.NullMarked;
