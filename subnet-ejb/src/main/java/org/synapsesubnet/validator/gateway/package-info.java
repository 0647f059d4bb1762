/** Requests for inference: admission, routing, relay and the account of what was used. */
@NullMarked
package org.synapsesubnet.validator.gateway;

import org.jspecify.annotations.NullMarked;
