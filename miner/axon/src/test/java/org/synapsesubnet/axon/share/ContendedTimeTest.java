package org.synapsesubnet.axon.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContendedTimeTest {

    @Test
    void runsOnlyWhileSomebodyWaits() {
        var time = new ContendedTime(100);

        assertThat(time.at(200)).isZero();
        time.run(true, 300);
        assertThat(time.at(350)).isEqualTo(50);
        time.run(false, 400);
        assertThat(time.at(1_000)).isEqualTo(100);
    }
}
