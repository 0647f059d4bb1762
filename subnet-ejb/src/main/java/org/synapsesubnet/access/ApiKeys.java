package org.synapsesubnet.access;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.api.access.ApiKeyDraft;
import org.synapsesubnet.api.access.ApiKeyPage;
import org.synapsesubnet.api.access.IssuedApiKey;

/** Issues, checks and ends API keys. */
@ApplicationScoped
public class ApiKeys {
    private final ApiKeyBook book;
    private final CallerCache cache;
    private final int defaultRequestsPerMinute;

    @SuppressWarnings({"NullAway", "NullArgumentForNonNullParameter"}) // the container's proxy
    protected ApiKeys() {
        this(null, 0);
    }

    /** @param defaultRequestsPerMinute limit of a key whose draft names none, 1 to 1,000,000 */
    @Inject
    ApiKeys(ApiKeyBook book, @ConfigProperty(name = AccessSettings.REQUESTS_PER_MINUTE) int defaultRequestsPerMinute) {
        this.book = book;
        this.cache = new CallerCache(hash -> book.findCaller(hash), Ticker.systemTicker());
        this.defaultRequestsPerMinute = defaultRequestsPerMinute;
    }

    /** Who presents this text as a key; empty when it is none, unknown or revoked. */
    public Optional<Caller> authenticate(String presented) {
        return ApiKeySecret.presented(presented).map(ApiKeySecret::sha256).flatMap(cache::find);
    }

    /**
     * Issues a key to the operator's own account.
     *
     * @throws IllegalArgumentException when the account doesn't cover the role
     */
    public IssuedApiKey issue(ApiKeyDraft draft, Caller operator) {
        Role role = Role.named(Objects.requireNonNullElse(draft.role(), Role.Names.USER))
                .orElseThrow();
        int limit = Objects.requireNonNullElse(draft.requestsPerMinute(), defaultRequestsPerMinute);
        return book.issue(operator.account(), draft.label(), role, limit, operator.account());
    }

    /** @param limit 1 to 100 */
    public ApiKeyPage list(int offset, int limit) {
        return book.list(offset, limit);
    }

    /**
     * Ends a key: at once on this node, within a second on others.
     *
     * @return false when there is no such key
     */
    public boolean revoke(UUID id, Caller operator) {
        Optional<String> hash = book.revoke(id, operator.account());
        hash.ifPresent(cache::forget);
        return hash.isPresent();
    }
}
