package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WeightUpscalingTest {

    @Test
    void largestWeightBecomes65535() {
        assertThat(WeightUpscaling.upscaled(new int[] {1, 2, 3, 4})).containsExactly(16_384, 32_768, 49_151, 65_535);
        assertThat(WeightUpscaling.upscaled(new int[] {1})).containsExactly(65_535);
    }

    @Test
    void halvesRoundAwayFromZero() {
        assertThat(WeightUpscaling.upscaled(new int[] {1, 2})).containsExactly(32_768, 65_535);
    }

    @Test
    void aboveHalfTheRangeTheFactorIsDividedFirst() {
        // 32767 * 65535 / 65534 is 32767.5, but the factor has been floored by then.
        assertThat(WeightUpscaling.upscaled(new int[] {32_767, 65_534})).containsExactly(32_767, 65_535);
    }

    @Test
    void zerosAndNothingStay() {
        assertThat(WeightUpscaling.upscaled(new int[] {0, 0})).containsExactly(0, 0);
        assertThat(WeightUpscaling.upscaled(new int[0])).isEmpty();
    }

    @Test
    void refusesWhatIsNoU16() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightUpscaling.upscaled(new int[] {65_536}))
                .withMessage("weight is 65536, but must be between 0 and 65535");
    }
}
