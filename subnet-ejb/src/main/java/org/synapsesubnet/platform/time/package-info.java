/** The clock that business code reads: injected, so that a test can hold it. */
@NullMarked
package org.synapsesubnet.platform.time;

import org.jspecify.annotations.NullMarked;
