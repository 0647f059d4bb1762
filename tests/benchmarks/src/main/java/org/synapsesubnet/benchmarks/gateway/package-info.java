/** What the gateway costs, beside the least that any gateway on the same server must cost. */
@NullMarked
package org.synapsesubnet.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
