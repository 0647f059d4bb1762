/**
 * What a miner is worth after an epoch: terms that a person can follow, smoothed into a score, and from it the weights.
 */
@NullMarked
package org.synapsesubnet.validator.scoring;

import org.jspecify.annotations.NullMarked;
