package org.synapsesubnet.api.access;

import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * What an operator asks for when issuing an API key ({@code POST /access/keys}).
 *
 * @param label what the key is for, 1 to {@value #MAX_LABEL} characters
 * @param role {@code user} (where nothing is said) or {@code operator}
 * @param requestsPerMinute 1 to {@value #MAX_REQUESTS_PER_MINUTE}; the deployment's default where nothing is said
 */
public record ApiKeyDraft(
        String label, @Nullable String role, @Nullable Integer requestsPerMinute) {
    public static final int MAX_LABEL = 100;
    public static final int MAX_REQUESTS_PER_MINUTE = 1_000_000;

    @SuppressWarnings("ConstantValue") // a JSON body may lack the field
    public ApiKeyDraft {
        if (label == null || label.isBlank() || label.length() > MAX_LABEL) {
            throw new InvalidValue("label", "1 to " + MAX_LABEL + " characters are needed");
        }
        if (label.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue("label", "must not contain control characters");
        }
        if (role != null && !role.equals("user") && !role.equals("operator")) {
            throw new InvalidValue("role", "must be user or operator");
        }
        if (requestsPerMinute != null && (requestsPerMinute < 1 || requestsPerMinute > MAX_REQUESTS_PER_MINUTE)) {
            throw new InvalidValue(
                    "requestsPerMinute",
                    "must be within 1 to " + MAX_REQUESTS_PER_MINUTE + ", but was " + requestsPerMinute);
        }
    }
}
