/** Modules that run on the fleet, and how they go from release to release. */
@NullMarked
package org.synapsesubnet.api.rollout;

import org.jspecify.annotations.NullMarked;
