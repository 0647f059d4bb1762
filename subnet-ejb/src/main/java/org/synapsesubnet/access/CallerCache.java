package org.synapsesubnet.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Spares the database a look-up a request. Keyed by the full hash of the secret, never by a prefix; bounded; an answer
 * lives {@value #LIFE_MILLIS} ms, which is how long a key revoked on another node stays good here. Refusals are kept
 * apart, so that a flood of invented keys can't push the good ones out.
 */
final class CallerCache {
    static final long LIFE_MILLIS = 1_000;
    private static final int MOST_ENTRIES = 10_000;

    private final Function<String, Optional<Caller>> lookup;
    private final Cache<String, Caller> callers;
    private final Cache<String, Boolean> refusals;

    /**
     * @param lookup from a hash to its caller
     * @param ticker time in nanoseconds
     */
    CallerCache(Function<String, Optional<Caller>> lookup, Ticker ticker) {
        this.lookup = lookup;
        this.callers = bounded(ticker).build();
        this.refusals = bounded(ticker).build();
    }

    Optional<Caller> find(String secretSha256) {
        if (refusals.getIfPresent(secretSha256) != null) {
            return Optional.empty();
        }
        Optional<Caller> caller = Optional.ofNullable(
                callers.get(secretSha256, hash -> lookup.apply(hash).orElse(null)));
        if (caller.isEmpty()) {
            refusals.put(secretSha256, Boolean.TRUE);
        }
        return caller;
    }

    /** Forgets an answer; a look-up under way is waited for, so that it can't bring the old answer back. */
    void forget(String secretSha256) {
        callers.invalidate(secretSha256);
        refusals.invalidate(secretSha256);
    }

    private static Caffeine<Object, Object> bounded(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_ENTRIES)
                .expireAfterWrite(Duration.ofMillis(LIFE_MILLIS))
                .ticker(ticker);
    }
}
