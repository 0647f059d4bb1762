/** The forms in which values are signed and travel: canonical bytes, hex, flat JSON objects. */
@NullMarked
package org.synapsesubnet.api.wire;

import org.jspecify.annotations.NullMarked;
