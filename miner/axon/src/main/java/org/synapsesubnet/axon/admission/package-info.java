/** Who gets in: sessions, the checks of each request, limits of memory. */
@NullMarked
package org.synapsesubnet.axon.admission;

import org.jspecify.annotations.NullMarked;
