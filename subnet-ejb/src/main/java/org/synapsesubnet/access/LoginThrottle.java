package org.synapsesubnet.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows guessing of passwords: after {@value #FREE_ATTEMPTS} failing attempts on one account from one address each
 * further failure doubles the wait, from one minute up to {@value #LONGEST_WAIT_MINUTES}. Remembers at most
 * {@value #MOST_ENTRIES} pairs; a success, or twice the longest wait without an attempt, forgets one.
 */
final class LoginThrottle {
    static final int FREE_ATTEMPTS = 5;
    private static final int LONGEST_WAIT_MINUTES = 15;
    private static final int MOST_ENTRIES = 10_000;

    private record Pair(String account, String address) {}

    private record Attempts(int count, long lastNanos) {
        Duration waitAfterLast() {
            if (count < FREE_ATTEMPTS) {
                return Duration.ZERO;
            }
            int doublings = Math.min(count - FREE_ATTEMPTS, 4);
            return Duration.ofMinutes(Math.min(1L << doublings, LONGEST_WAIT_MINUTES));
        }
    }

    private final Ticker ticker;
    private final Cache<Pair, Attempts> attempts;

    LoginThrottle(Ticker ticker) {
        this.ticker = ticker;
        this.attempts = Caffeine.newBuilder()
                .maximumSize(MOST_ENTRIES)
                .expireAfterWrite(Duration.ofMinutes(2L * LONGEST_WAIT_MINUTES))
                .ticker(ticker)
                .build();
    }

    /**
     * Counts an attempt before its password is checked, so that many at once gain nothing.
     *
     * @return how long to wait first; empty when the attempt may go on
     */
    synchronized Optional<Duration> attempt(String account, String address) {
        Pair pair = new Pair(account, address);
        long now = ticker.read();
        Attempts before = attempts.getIfPresent(pair);
        if (before != null) {
            Duration left = before.waitAfterLast().minusNanos(now - before.lastNanos());
            if (left.isPositive()) {
                return Optional.of(left);
            }
        }
        attempts.put(pair, new Attempts(before == null ? 1 : before.count() + 1, now));
        return Optional.empty();
    }

    synchronized void succeeded(String account, String address) {
        attempts.invalidate(new Pair(account, address));
    }
}
