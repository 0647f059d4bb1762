/** Records of {@code /modules/{name}/builds}. */
@NullMarked
package org.synapsesubnet.api.build;

import org.jspecify.annotations.NullMarked;
