package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Nonsense is refused where it is put together, by name, value and limit. */
class RefusalsTest {

    @Test
    void parametersAreU16AndMillionths() {
        refused(() -> parameters(65_536, 0, 0), "kappa is 65536, but must be between 0 and 65535");
        refused(() -> parameters(0, -1, 0), "bondsPenalty is -1, but must be between 0 and 65535");
        refused(() -> parameters(0, 0, 1_000_001), "bondsMovingAverage is 1000001, but must be between 0 and 1000000");
    }

    @Test
    void liquidAlphaRisesFromAFortieth() {
        refused(() -> new LiquidAlpha(1_637, 58_982, 1_000), "alphaLow is 1637, but must be between 1638 and 58982");
        refused(() -> new LiquidAlpha(2_000, 1_999, 1_000), "alphaLow is 2000, but must be between 1638 and 1999");
        refused(
                () -> new LiquidAlpha(2_000, 3_000, 32_768),
                "alphaSigmoidSteepness is 32768, but must be between -32768 and 32767");
    }

    @Test
    void neuronsHaveNoNegativeStakeOrBlock() {
        refused(
                () -> new NeuronState(-1, true, true, 0, 0),
                "stake is -1, but must be between 0 and 9223372036854775807");
        refused(
                () -> new NeuronState(0, true, true, -2, 0),
                "lastUpdate is -2, but must be between 0 and 9223372036854775807");
    }

    @Test
    void stakesSumTo63Bits() {
        refused(
                () -> Subnet.ofStakes(Long.MAX_VALUE, 1).inputs(),
                "sum of stake before the last neuron is 9223372036854775807, but must be between 0 and 9223372036854775806");
    }

    @Test
    void ownerIsANeuron() {
        refused(() -> Subnet.ofStakes(1, 1).owner(2).inputs(), "owner is 2, but must be between 0 and 1");
    }

    @Test
    void rowsAreAsManyAsNeurons() {
        EpochInputs two = Subnet.ofStakes(1, 1).inputs();
        refused(
                () -> new EpochInputs(
                        two.neurons(), two.owner(), SparseRows.empty(3), two.bonds(), 0, 0, two.parameters()),
                "rows of weights is 3, but number of neurons is 2");
    }

    @Test
    void neuronsAreAtMostAsManyAsRowsCanBeSummed() {
        EpochInputs one = Subnet.ofStakes(1).inputs();
        List<NeuronState> tooMany = Collections.nCopies(32_769, one.neurons().get(0));
        refused(
                () -> new EpochInputs(tooMany, one.owner(), one.weights(), one.bonds(), 0, 0, one.parameters()),
                "number of neurons is 32769, but must be between 0 and 32768");
    }

    @Test
    void entriesAreU16BetweenUids() {
        refused(() -> SparseRows.of(List.of(Map.of(1, 5))), "column in row 0 is 1, but must be between 0 and 0");
        refused(
                () -> SparseRows.of(List.of(Map.of(0, 65_536))),
                "value in row 0 is 65536, but must be between 0 and 65535");
    }

    @Test
    void neuronIsActiveToTheLastBlockOfTheCutoff() {
        assertThat(NeuronState.isActive(100, 50, 150)).isTrue();
        assertThat(NeuronState.isActive(100, 50, 151)).isFalse();
        assertThat(NeuronState.isActive(Long.MAX_VALUE, 1, Long.MAX_VALUE)).isTrue();
    }

    private static ConsensusParameters parameters(int kappa, int penalty, int movingAverage) {
        return new ConsensusParameters(kappa, penalty, movingAverage, false, Optional.empty(), 1, 0);
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
    }
}
