package org.synapsesubnet.api.signing;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Ends the trust in a key ({@code POST /registrar/keys/{id}/revocation}).
 *
 * @param reason at most {@value #MAX_REASON} characters
 */
public record KeyRevocation(@Nullable String reason) {
    public static final int MAX_REASON = 500;

    public KeyRevocation {
        if (reason != null && (reason.length() > MAX_REASON || reason.chars().anyMatch(Character::isISOControl))) {
            throw new InvalidValue(
                    "reason", "must be at most " + MAX_REASON + " characters without control characters");
        }
    }
}
