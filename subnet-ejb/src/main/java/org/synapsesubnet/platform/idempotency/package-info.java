/** Requests that are sent twice and must happen once. */
@NullMarked
package org.synapsesubnet.platform.idempotency;

import org.jspecify.annotations.NullMarked;
