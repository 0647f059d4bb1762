/** The leaderboard over REST and as pages: who earns what, and why. */
@NullMarked
package org.synapsesubnet.web.leaderboard;

import org.jspecify.annotations.NullMarked;
