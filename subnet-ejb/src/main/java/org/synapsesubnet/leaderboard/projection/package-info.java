/** Writes down what blocks tell about pay, reveals and registrations, inside the transaction that hears them. */
@NullMarked
package org.synapsesubnet.leaderboard.projection;

import org.jspecify.annotations.NullMarked;
