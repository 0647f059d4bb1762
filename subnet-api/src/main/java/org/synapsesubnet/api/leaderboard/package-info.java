/** The leaderboard over REST. Amounts are in rao, proportions u16 of 65535, scores and their terms in millionths. */
@NullMarked
package org.synapsesubnet.api.leaderboard;

import org.jspecify.annotations.NullMarked;
