package org.synapsesubnet.platform.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FreshTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger reads = new AtomicInteger();
    private final Fresh<Integer> fresh = new Fresh<>(reads::incrementAndGet, Duration.ofSeconds(1), now::get);

    @Test
    void readsOncePerIntervalHoweverManyAsk() {
        assertThat(fresh.get()).isEqualTo(1);
        assertThat(fresh.get()).isEqualTo(1);

        now.set(Instant.EPOCH.plusMillis(999));
        assertThat(fresh.get()).isEqualTo(1);

        now.set(Instant.EPOCH.plusMillis(1_000));
        assertThat(fresh.get()).isEqualTo(2);
    }
}
