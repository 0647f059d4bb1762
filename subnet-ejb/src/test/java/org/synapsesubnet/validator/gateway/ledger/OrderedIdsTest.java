package org.synapsesubnet.validator.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderedIdsTest {
    private static final long NOW = 1_795_000_000_000L;

    @Test
    void theFirstOfAMillisecondLiesBetweenTheIdsBeforeAndThoseSince() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(OrderedIds.at(NOW - 1).compareTo(OrderedIds.first(NOW))).isNegative();
            assertThat(OrderedIds.at(NOW).compareTo(OrderedIds.first(NOW))).isPositive();
        }
    }
}
