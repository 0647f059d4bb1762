/** A module under load: how fast it answers, how many at once, and what it uses meanwhile. */
@NullMarked
package org.synapsesubnet.registrar.verification.load;

import org.jspecify.annotations.NullMarked;
