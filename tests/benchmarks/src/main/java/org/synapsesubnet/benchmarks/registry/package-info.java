/** How the registry's lists and searches grow with the number of modules. */
@NullMarked
package org.synapsesubnet.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
