/** From logits to the next token: penalties, cuts, temperature, and log-probabilities. */
@NullMarked
package org.synapsesubnet.engine.sampling;

import org.jspecify.annotations.NullMarked;
