/** Images made from nothing: a trimmed Java runtime, the system files it needs, and one program. */
@NullMarked
package org.synapsesubnet.container.image;

import org.jspecify.annotations.NullMarked;
