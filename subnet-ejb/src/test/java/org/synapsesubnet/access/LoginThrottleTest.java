package org.synapsesubnet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final LoginThrottle throttle = new LoginThrottle(nanos::get);

    @Test
    void doublesTheWaitUpToAQuarterOfAnHour() {
        attempt(LoginThrottle.FREE_ATTEMPTS);

        for (int minutes : List.of(1, 2, 4, 8, 15, 15)) {
            assertThat(throttle.attempt("ann", "::1")).contains(Duration.ofMinutes(minutes));
            nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
            assertThat(throttle.attempt("ann", "::1")).isEmpty();
        }
    }

    @Test
    void doesNotLengthenTheWaitOfWhoeverAsksTooEarly() {
        attempt(LoginThrottle.FREE_ATTEMPTS);
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThat(throttle.attempt("ann", "::1")).contains(Duration.ofSeconds(40));
        assertThat(throttle.attempt("ann", "::1")).contains(Duration.ofSeconds(40));
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        attempt(LoginThrottle.FREE_ATTEMPTS - 1);

        throttle.succeeded("ann", "::1");

        attempt(LoginThrottle.FREE_ATTEMPTS);
    }

    private void attempt(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.attempt("ann", "::1")).isEmpty();
        }
    }
}
