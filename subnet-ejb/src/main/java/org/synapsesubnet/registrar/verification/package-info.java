/** Looks a release over, in a container that can do no harm, and judges what it found. */
@NullMarked
package org.synapsesubnet.registrar.verification;

import org.jspecify.annotations.NullMarked;
