package org.synapsesubnet.validator.gateway;

/**
 * What the gateway takes on.
 *
 * @param bodyBytes bytes that a request's body may have, 1 KiB–1 GiB
 * @param inFlight requests that may run at once on this node, 1–1 000 000
 * @param assumedCompletion tokens reserved for an answer whose length the caller didn't limit, 1–1 000 000
 */
public record GatewayLimits(int bodyBytes, int inFlight, int assumedCompletion) {

    public GatewayLimits {
        requireRange("bodyBytes", bodyBytes, 1 << 10, 1 << 30);
        requireRange("inFlight", inFlight, 1, 1_000_000);
        requireRange("assumedCompletion", assumedCompletion, 1, 1_000_000);
    }

    private static void requireRange(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + ": " + value + " must be from " + least + " to " + most);
        }
    }
}
