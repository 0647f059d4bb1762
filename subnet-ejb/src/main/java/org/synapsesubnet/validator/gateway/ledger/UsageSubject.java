package org.synapsesubnet.validator.gateway.ledger;

/**
 * Whom and what a request's usage is booked on.
 *
 * @param account name of the account, 1–128 characters
 * @param apiKey id of the API key, empty when the caller came by a session
 * @param face short name of the face the request came in by, such as {@code openai}
 * @param model full model name with its tag, such as {@code tiny:latest}
 * @param streamed whether the caller asked for a stream
 */
public record UsageSubject(String account, String apiKey, String face, String model, boolean streamed) {

    public UsageSubject {
        requireLength("account", account, 1, 128);
        requireLength("apiKey", apiKey, 0, 64);
        requireLength("face", face, 1, 8);
        requireLength("model", model, 1, 255);
    }

    /** Whose slab the tokens come from: the key, or the account when there is none. */
    String caller() {
        return apiKey.isEmpty() ? "account:" + account : "key:" + apiKey;
    }

    private static void requireLength(String field, String value, int least, int most) {
        if (value.length() < least || value.length() > most) {
            throw new IllegalArgumentException(
                    field + ": '" + value + "' must have " + least + " to " + most + " characters");
        }
    }
}
