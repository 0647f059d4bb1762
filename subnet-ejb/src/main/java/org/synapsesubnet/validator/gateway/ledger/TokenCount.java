package org.synapsesubnet.validator.gateway.ledger;

/**
 * Tokens of one request.
 *
 * @param prompt tokens of the prompt, cached ones included, ≥ 0
 * @param completion tokens made, ≥ 0
 * @param estimated true when the engine's own count never arrived: the prompt is then judged by its length and each
 *     chunk of the answer counts as one token
 */
public record TokenCount(long prompt, long completion, boolean estimated) {

    public TokenCount {
        requireNatural("prompt", prompt);
        requireNatural("completion", completion);
    }

    public long total() {
        return prompt + completion;
    }

    private static void requireNatural(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + ": " + value + " must be at least 0");
        }
    }
}
