package org.synapsesubnet.axon.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.synapsesubnet.axon.share.Keys.key;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;

class SharedRateTest {

    /** A quarter and three quarters of 600 a minute: 2.5 and 7.5 a second. */
    private static final Shares SHARES = Shares.of(Map.of(key(1), 1, key(2), 3), Map.of());

    private final SharedRate rate = new SharedRate(600, SHARES, 0);

    @Test
    void eachHasItsPartWhileAllWantIt() {
        int first = 0;
        int second = 0;
        for (double now = 0; now < 600; now += 0.01) {
            first += taken(key(1), now);
            second += taken(key(2), now);
        }

        assertThat(first / 10.0).isEqualTo(150, within(3.0));
        assertThat(second / 10.0).isEqualTo(450, within(9.0));
    }

    @Test
    void whatOneLeavesIsTheOthers() {
        int alone = 0;
        for (double now = 0; now < 600; now += 0.01) {
            alone += taken(key(1), now);
        }

        assertThat(alone / 10.0).isEqualTo(600, within(9.0));
    }

    @Test
    void nobodyIsKeptFromItsPartByAnother() {
        for (double now = 0; now < 60; now += 0.01) {
            taken(key(1), now);
        }
        for (double now = 60; now < 120; now += 0.01) {
            int ignored = taken(key(1), now);
            if (Math.round(now * 100) % 14 == 0) {
                assertThat(rate.take(key(2), now)).as("at " + now).isEmpty();
            }
        }
    }

    @Test
    void saysWhenToComeAgain() {
        useUp(key(1));
        useUp(key(2));

        double wait = rate.take(key(1), 0).orElseThrow();
        assertThat(wait).isEqualTo(1 / 2.5, within(0.001));
        assertThat(rate.take(key(1), wait - 0.01)).isPresent();
        assertThat(rate.take(key(1), wait + 0.001)).isEmpty();
        assertThat(rate.perMinute(key(1))).isEqualTo(150, within(0.001));
    }

    @Test
    void newSharesGiveNothingBack() {
        useUp(key(1));

        rate.share(Shares.of(Map.of(key(1), 1, key(3), 1), Map.of()), 0);

        assertThat(rate.take(key(1), 0)).isPresent();
        assertThat(rate.take(key(1), 0.21)).as("5 a second are 0.2 s for one").isEmpty();
        assertThat(rate.take(key(3), 0)).isEmpty();
    }

    @Test
    void whoIsNamedNoLongerSavesFromNothing() {
        assertThat(rate.take(key(7), 0)).isPresent();
        assertThat(rate.take(key(7), 0.5)).isEmpty();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new SharedRate(0, SHARES, 0)).hasMessageContaining("1 or more, not 0");
    }

    private void useUp(Hotkey validator) {
        while (rate.take(validator, 0).isEmpty()) {
            // As much as was saved.
        }
    }

    private int taken(Hotkey validator, double now) {
        return rate.take(validator, now).isEmpty() ? 1 : 0;
    }
}
