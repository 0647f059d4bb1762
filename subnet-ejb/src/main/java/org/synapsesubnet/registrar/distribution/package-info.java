/** Images and their signatures in a registry of the OCI distribution specification. */
@NullMarked
package org.synapsesubnet.registrar.distribution;

import org.jspecify.annotations.NullMarked;
