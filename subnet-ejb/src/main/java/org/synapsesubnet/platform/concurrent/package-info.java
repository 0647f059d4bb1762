/** Threads for business code: virtual, and aware of the container. */
@NullMarked
package org.synapsesubnet.platform.concurrent;

import org.jspecify.annotations.NullMarked;
