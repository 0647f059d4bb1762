package org.synapsesubnet.axon.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.synapsesubnet.axon.share.Keys.key;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void threeQuartersGoByStakeAndOneByHeads() {
        Shares shares = Shares.of(Map.of(), Map.of(key(1), 60L, key(2), 40L, key(3), 0L, key(4), 0L));

        assertThat(shares.of(key(1))).isEqualTo(0.75 * 0.6 + 0.25 / 4, EXACT);
        assertThat(shares.of(key(2))).isEqualTo(0.75 * 0.4 + 0.25 / 4, EXACT);
        assertThat(shares.of(key(3))).as("a quarter of an equal share").isEqualTo(0.25 / 4, EXACT);
    }

    @Test
    void dividesEquallyWhereNobodyHasStake() {
        assertThat(Shares.of(Map.of(), Map.of(key(1), 0L, key(2), 0L)).of(key(1)))
                .isEqualTo(0.5, EXACT);
    }

    @Test
    void whoIsAllowedHasItsPartsBesideTheHundredOfTheChain() {
        Shares shares = Shares.of(Map.of(key(9), 25), Map.of(key(1), 7L));

        assertThat(shares.of(key(9))).isEqualTo(0.2, EXACT);
        assertThat(shares.of(key(1))).isEqualTo(0.8, EXACT);
    }

    @Test
    void whoIsOnBothListsHasWhatIsMore() {
        assertThat(Shares.of(Map.of(key(1), 10, key(2), 100), Map.of(key(1), 7L))
                        .of(key(1)))
                .isEqualTo(0.5, EXACT);
    }

    @Test
    void whoIsNamedNoLongerHasTheSmallestShare() {
        Shares shares = Shares.of(Map.of(key(1), 1, key(2), 3), Map.of());

        assertThat(shares.names(key(3))).isFalse();
        assertThat(shares.of(key(3))).isEqualTo(0.25, EXACT);
    }

    @Test
    void stakesBeyondALongTogetherAreNoMatter() {
        Shares shares = Shares.of(Map.of(), Map.of(key(1), Long.MAX_VALUE, key(2), Long.MAX_VALUE));

        assertThat(shares.of(key(1))).isEqualTo(0.5, EXACT);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Shares(Map.of(key(1), 0.0))).hasMessageContaining("above 0, not 0.0");
        assertThatThrownBy(() -> new Shares(Map.of(key(1), 0.5))).hasMessageContaining("together, not 0.5");
    }
}
