package org.synapsesubnet.validator.gateway.relay;

/**
 * A token of an answer as the miner told it.
 *
 * @param text with U+FFFD for bytes that are no character of their own
 * @param logprob natural logarithm of its probability as the miner claims it
 */
public record AnswerToken(String text, double logprob) {}
