/** The tiny model that the build writes from a seed. */
@NullMarked
package org.synapsesubnet.engine.tiny;

import org.jspecify.annotations.NullMarked;
