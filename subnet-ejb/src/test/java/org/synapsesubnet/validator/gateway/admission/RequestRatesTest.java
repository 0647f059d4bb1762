package org.synapsesubnet.validator.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;

class RequestRatesTest {

    private final AtomicLong now = new AtomicLong();
    private final RequestRates rates = new RequestRates(
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            },
            3);

    @Test
    void admitsTheLimitAndRefusesTheNext() {
        Caller caller = caller(3);
        assertThat(rates.admit(caller).remaining()).isEqualTo(2);
        rates.admit(caller);
        assertThat(rates.admit(caller).admitted()).isTrue();

        RateVerdict refused = rates.admit(caller);
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.limit()).isEqualTo(3);
        assertThat(refused.retryAfterSeconds()).isEqualTo(20);
    }

    @Test
    void refillsEvenly() {
        Caller caller = caller(60);
        for (int i = 0; i < 60; i++) {
            assertThat(rates.admit(caller).admitted()).isTrue();
        }
        assertThat(rates.admit(caller).admitted()).isFalse();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(rates.admit(caller).admitted()).isTrue();
        assertThat(rates.admit(caller).admitted()).isFalse();
    }

    @Test
    void keepsKeysApart() {
        Caller one = caller(1);
        rates.admit(one);

        assertThat(rates.admit(caller(1)).admitted()).isTrue();
        assertThat(rates.admit(one).admitted()).isFalse();
    }

    @Test
    void forgetsOnlyThoseThatUseNothing() {
        Caller busy = caller(1);
        rates.admit(caller(60));
        rates.admit(caller(60));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        rates.admit(busy);
        rates.admit(caller(60));

        assertThat(rates.buckets()).isEqualTo(2);
        assertThat(rates.admit(busy).admitted()).isFalse();
    }

    private static Caller caller(int requestsPerMinute) {
        return new Caller("ada", Set.of(Role.USER), UUID.randomUUID(), requestsPerMinute);
    }
}
