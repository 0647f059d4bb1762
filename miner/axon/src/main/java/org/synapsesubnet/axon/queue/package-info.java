/** The bounded queue and the slots behind it. */
@NullMarked
package org.synapsesubnet.axon.queue;

import org.jspecify.annotations.NullMarked;
