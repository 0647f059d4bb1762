/** Problem details of the REST interface (RFC 9457). */
@NullMarked
package org.synapsesubnet.api.problem;

import org.jspecify.annotations.NullMarked;
