/** A bounded load generator on bare sockets. */
@NullMarked
package org.synapsesubnet.benchmarks.load;

import org.jspecify.annotations.NullMarked;
