package org.synapsesubnet.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    @Test
    void doublesFromFailureToFailure() {
        assertThat(backoff.after(1)).hasSeconds(1);
        assertThat(backoff.after(2)).hasSeconds(2);
        assertThat(backoff.after(4)).hasSeconds(8);
    }

    @Test
    void neverWaitsLongerThanTheLongest() {
        assertThat(backoff.after(6)).hasSeconds(30);
        assertThat(backoff.after(Integer.MAX_VALUE)).hasSeconds(30);
    }

    @Test
    void refusesALongestBelowTheFirst() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
                .hasMessageContaining("longest");
    }
}
