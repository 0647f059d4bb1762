/** Who may send a request now: rates per caller and the number in flight. */
@NullMarked
package org.synapsesubnet.validator.gateway.admission;

import org.jspecify.annotations.NullMarked;
