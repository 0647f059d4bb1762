/** Installs, updates, canaries and rollbacks: moves miners of the fleet from release to release. */
@NullMarked
package org.synapsesubnet.rollout;

import org.jspecify.annotations.NullMarked;
