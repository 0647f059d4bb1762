package org.synapsesubnet.api.access;

/**
 * A new key with its secret, which is shown this once and stored nowhere.
 *
 * @param secret {@code sk-syn-…}, sent as {@code Authorization: Bearer}
 */
public record IssuedApiKey(ApiKeyView key, String secret) {

    /** Leaves the secret out, so that it doesn't reach a log. */
    @Override
    public String toString() {
        return "IssuedApiKey[key=" + key + "]";
    }
}
