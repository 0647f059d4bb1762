/**
 * A validator's epochs: opened, challenged, scored, committed, revealed and settled as the chain's blocks say, by one node
 * at a time, in steps that can be repeated.
 */
@NullMarked
package org.synapsesubnet.validator.epoch;

import org.jspecify.annotations.NullMarked;
