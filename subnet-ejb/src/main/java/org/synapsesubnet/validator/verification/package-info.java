/**
 * Finds out how good miners are: challenges that look like organic requests, judged against a trusted reference, each
 * with its evidence.
 */
@NullMarked
package org.synapsesubnet.validator.verification;

import org.jspecify.annotations.NullMarked;
