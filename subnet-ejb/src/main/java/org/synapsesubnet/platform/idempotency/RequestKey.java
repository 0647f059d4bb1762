package org.synapsesubnet.platform.idempotency;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * By what a client recognises its own request.
 *
 * @param account the client's; two clients may choose one key
 * @param key the header {@code Idempotency-Key}: 1 to 128 visible ASCII characters
 * @param fingerprint SHA-256 (hex) of method, path and body
 */
public record RequestKey(String account, String key, String fingerprint) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

    public RequestKey {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidValue("Idempotency-Key", "must be 1 to 128 visible ASCII characters");
        }
    }
}
