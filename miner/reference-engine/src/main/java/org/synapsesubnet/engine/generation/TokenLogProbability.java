package org.synapsesubnet.engine.generation;

import java.util.List;

/**
 * A token of the answer, or an alternative to one, with the logarithm of its probability.
 *
 * @param token its text, with U+FFFD for bytes that are no character of their own
 * @param bytes its bytes, each 0 to 255
 * @param top the likeliest alternatives, the likeliest first; empty for an alternative
 */
public record TokenLogProbability(String token, List<Integer> bytes, double value, List<TokenLogProbability> top) {

    public TokenLogProbability {
        bytes = List.copyOf(bytes);
        top = List.copyOf(top);
    }
}
