package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallerCacheTest {
    private static final Caller ANN = new Caller("ann", Set.of(Role.USER), null, 60);

    private final Map<String, Caller> keys = new ConcurrentHashMap<>(Map.of("hash-of-ann", ANN));
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final CallerCache cache = new CallerCache(
            hash -> {
                lookups.incrementAndGet();
                return Optional.ofNullable(keys.get(hash));
            },
            nanos::get);

    @Test
    void asksOnceForManyRequests() {
        for (int i = 0; i < 100; i++) {
            assertThat(cache.find("hash-of-ann")).contains(ANN);
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void asksOnceForManyRequestsOfAStranger() {
        for (int i = 0; i < 100; i++) {
            assertThat(cache.find("hash-of-nobody")).isEmpty();
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void forgetsAtOnceWhatWasRevokedHere() {
        cache.find("hash-of-ann");
        keys.clear();

        cache.forget("hash-of-ann");

        assertThat(cache.find("hash-of-ann")).isEmpty();
    }

    @Test
    void noticesWithinASecondWhatWasRevokedElsewhere() {
        cache.find("hash-of-ann");
        keys.clear();
        assertThat(cache.find("hash-of-ann")).contains(ANN);

        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());

        assertThat(cache.find("hash-of-ann")).isEmpty();
    }

    @Test
    void noticesWithinASecondWhatWasIssuedElsewhere() {
        assertThat(cache.find("hash-of-bob")).isEmpty();
        keys.put("hash-of-bob", ANN);

        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());

        assertThat(cache.find("hash-of-bob")).contains(ANN);
    }

    @Test
    void keepsGoodKeysUnderAFloodOfInventedOnes() {
        cache.find("hash-of-ann");
        for (int i = 0; i < 30_000; i++) {
            cache.find("invented-" + i);
        }
        lookups.set(0);

        cache.find("hash-of-ann");

        assertThat(lookups).hasValue(0);
    }
}
