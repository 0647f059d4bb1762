/** The miners this node knows, how they fare, and which of them gets a request. */
@NullMarked
package org.synapsesubnet.validator.gateway.routing;

import org.jspecify.annotations.NullMarked;
