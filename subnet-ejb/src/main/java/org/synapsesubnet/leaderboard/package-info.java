/**
 * Who earns what and why: reads what all other components wrote, and the chain's events as it noted them itself. Scores
 * and whatever could tell them before their time are shown from the reveal on.
 */
@NullMarked
package org.synapsesubnet.leaderboard;

import org.jspecify.annotations.NullMarked;
