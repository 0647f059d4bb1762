/** What the axon shows of itself: status and metrics. */
@NullMarked
package org.synapsesubnet.axon.watch;

import org.jspecify.annotations.NullMarked;
