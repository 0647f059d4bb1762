/** What challenging many miners costs those who use the gateway meanwhile. */
@NullMarked
package org.synapsesubnet.benchmarks.challenges;

import org.jspecify.annotations.NullMarked;
