/**
 * Finds out how good miners are: challenges that look like organic requests, judged against a trusted reference, each
 * with its evidence.
 *
 * <p>Caught: other weights and coarser ones (seeded re-execution and log-probabilities), texts that are cut, canned or
 * given before, counts and log-probabilities that are made up, silence and slowness.
 *
 * <p>Not caught: a miner that has another one work for it, as the answer is the right one; it pays with time to the first
 * token, and all who share one engine share its pace. One that serves challenges well and customers badly, as far as it
 * can tell them apart: the shapes are those of customers' requests, but a customer that nobody imitates looks different,
 * and where no customer asks for log-probabilities those who do stand out. One whose weights are so near the reference's
 * that neither a token nor a probability shows it within a few epochs. And all of it where no reference is configured.
 */
@NullMarked
package org.synapsesubnet.validator.verification;

import org.jspecify.annotations.NullMarked;
