/** The registry of modules under {@code /modules}. */
@NullMarked
package org.synapsesubnet.web.registry;

import org.jspecify.annotations.NullMarked;
