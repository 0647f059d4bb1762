package org.synapsesubnet.api.passport;

/**
 * How a module did under one load.
 *
 * @param streams answers asked for at once, 1 or more
 * @param answers that came whole
 * @param failures that didn't
 * @param tokens of all answers together
 * @param milliTokensPerSecond thousandths of tokens per second, of all streams together
 * @param medianFirstTokenMillis half of the answers began no later than this
 * @param slowFirstTokenMillis 19 of 20 answers began no later than this
 */
public record LoadPoint(
        int streams,
        int answers,
        int failures,
        long tokens,
        long milliTokensPerSecond,
        long medianFirstTokenMillis,
        long slowFirstTokenMillis) {}
