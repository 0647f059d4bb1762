package org.synapsesubnet.miner.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {

    @Test
    void theShippedOnesAreRead() {
        assertThat(Resolution.parseAll(List.of("PT10S/PT1H", "PT1M/P1D", "PT1H/P90D")))
                .containsExactly(
                        new Resolution(Duration.ofSeconds(10), Duration.ofHours(1)),
                        new Resolution(Duration.ofMinutes(1), Duration.ofDays(1)),
                        new Resolution(Duration.ofHours(1), Duration.ofDays(90)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10s/1h                | has no duration such as PT10S
                    PT10S                 | must look like PT10S/PT1H
                    PT0.5S/PT1H           | step: PT0.5S must be from PT1S to P1D
                    PT1M/PT1M             | kept: PT1M must be from two steps to
                    PT10S/PT1H,PT15S/PT1H | PT15S must be a multiple of PT10S
                    PT10S/PT1M,PT1H/P1D   | PT10S must be kept for at least two of PT1H
                    PT10S/PT1H,PT10S/PT1H | PT10S must be a multiple of PT10S
                    """)
    void whatCanNotBeKeptIsRefused(String text, String why) {
        assertThatThrownBy(() -> Resolution.parseAll(List.of(text.split(","))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
