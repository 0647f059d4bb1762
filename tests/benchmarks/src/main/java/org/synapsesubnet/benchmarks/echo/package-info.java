/** The yardstick: a bare JAX-RS resource that forwards with the gateway's HTTP client. */
@NullMarked
package org.synapsesubnet.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
