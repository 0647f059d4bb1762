/** Records of the REST interface under {@code /access}. */
@NullMarked
package org.synapsesubnet.api.access;

import org.jspecify.annotations.NullMarked;
