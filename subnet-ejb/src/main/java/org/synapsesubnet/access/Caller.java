package org.synapsesubnet.access;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, as the authentication mechanism found out. Every authenticated request carries it in the
 * attribute {@link #ATTRIBUTE}; a form login keeps it in the session.
 *
 * @param account name of the account
 * @param roles at least one
 * @param keyId the API key's id, or null for a form login; see {@link #apiKeyId()}
 * @param requestsPerMinute this caller's limit, 1 to {@value #MAX_REQUESTS_PER_MINUTE}
 */
public record Caller(
        String account, Set<Role> roles, @Nullable UUID keyId, int requestsPerMinute) implements Serializable {

    /** Name of the request attribute (and of the session attribute after a form login). */
    public static final String ATTRIBUTE = "org.synapsesubnet.access.Caller";

    public static final int MAX_REQUESTS_PER_MINUTE = 1_000_000;

    public Caller {
        if (account.isBlank()) {
            throw new IllegalArgumentException("account: must not be blank");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: at least one is needed");
        }
        roles = Set.copyOf(roles);
        requireRequestsPerMinute(requestsPerMinute);
    }

    /** The API key that the request was sent with; empty for a form login. */
    public Optional<UUID> apiKeyId() {
        return Optional.ofNullable(keyId);
    }

    public boolean hasRole(Role role) {
        return roles.contains(role);
    }

    public Set<String> roleNames() {
        return roles.stream().map(Role::roleName).collect(Collectors.toUnmodifiableSet());
    }

    static int requireRequestsPerMinute(int limit) {
        if (limit < 1 || limit > MAX_REQUESTS_PER_MINUTE) {
            throw new IllegalArgumentException(
                    "requestsPerMinute: " + limit + " is not within 1 to " + MAX_REQUESTS_PER_MINUTE);
        }
        return limit;
    }
}
