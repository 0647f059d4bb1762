package org.synapsesubnet.registrar.verification.load;

/**
 * One answer under load.
 *
 * @param whole whether it came to its end
 * @param tokens of it, 0 when it didn't
 * @param firstTokenNanos from the request to the first piece; the module's own word where it doesn't stream
 */
record AnswerSample(boolean whole, long tokens, long firstTokenNanos) {
    static final AnswerSample FAILED = new AnswerSample(false, 0, 0);
}
