package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Step by step what an epoch does to small subnets that can be reckoned by hand. */
class YumaConsensusTest {

    private static final Map<Integer, Integer> BOTH_MINERS = Map.of(2, 65_535, 3, 65_535);

    @Test
    void loneValidatorDecidesAlone() {
        EpochOutcome outcome = Subnet.ofStakes(7, 0, 0)
                .weights(0, Map.of(1, 65_535, 2, 21_845))
                .settled();

        assertThat(values(outcome, NeuronOutcome::consensus)).containsExactly(0, 49_151, 16_383);
        assertThat(values(outcome, NeuronOutcome::incentive)).containsExactly(0, 49_151, 16_383);
        assertThat(values(outcome, NeuronOutcome::dividends)).containsExactly(65_535, 0, 0);
        assertThat(values(outcome, NeuronOutcome::serverEmission)).containsExactly(0L, 375_000_000L, 125_000_000L);
        assertThat(values(outcome, NeuronOutcome::validatorEmission)).containsExactly(500_000_000L, 0L, 0L);
    }

    @Test
    void emptySubnetSettlesToNothing() {
        assertThat(Subnet.ofStakes().settled()).isEqualTo(new EpochOutcome(List.of(), SparseRows.empty(0)));
    }

    @Test
    void withoutWeightsActiveStakeEarns() {
        EpochOutcome outcome =
                Subnet.ofStakes(1, 3, 4).neuron(2, YumaConsensusTest::inactive).settled();

        assertThat(values(outcome, NeuronOutcome::emission)).containsExactly(250_000_000L, 750_000_000L, 0L);
        assertThat(values(outcome, NeuronOutcome::validatorEmission)).containsExactly(250_000_000L, 750_000_000L, 0L);
        assertThat(values(outcome, NeuronOutcome::serverEmission)).containsOnly(0L);
    }

    @Test
    void withoutActiveStakeAllStakeEarns() {
        EpochOutcome outcome = Subnet.ofStakes(1, 3)
                .neuron(0, YumaConsensusTest::inactive)
                .neuron(1, YumaConsensusTest::inactive)
                .settled();

        assertThat(values(outcome, NeuronOutcome::emission)).containsExactly(250_000_000L, 750_000_000L);
    }

    @Test
    void withoutAnyStakeNothingIsPaid() {
        assertThat(values(Subnet.ofStakes(0, 0).settled(), NeuronOutcome::emission))
                .containsOnly(0L);
    }

    @Test
    void weightsAboveConsensusAreClipped() {
        EpochOutcome outcome = Subnet.ofStakes(6, 4, 0, 0)
                .weights(0, Map.of(2, 65_535))
                .weights(1, BOTH_MINERS)
                .settled();

        assertThat(values(outcome, NeuronOutcome::consensus)).containsExactly(0, 0, 65_535, 0);
        assertThat(values(outcome, NeuronOutcome::validatorTrust)).containsExactly(65_535, 32_767, 0, 0);
        assertThat(outcome.bonds().row(1)).containsOnlyKeys(2);
    }

    @Test
    void rowsWithoutPermitDoNotVote() {
        EpochOutcome outcome = Subnet.ofStakes(1, 9, 0, 0)
                .weights(0, Map.of(2, 65_535))
                .weights(1, Map.of(3, 65_535))
                .neuron(1, YumaConsensusTest::unpermitted)
                .settled();

        assertThat(values(outcome, NeuronOutcome::incentive)).containsExactly(0, 0, 65_535, 0);
        assertThat(outcome.neurons().get(1).validatorPermit())
                .as("permit of the next epoch")
                .isTrue();
    }

    @Test
    void selfWeightsCountOnlyForTheOwner() {
        Subnet subnet = Subnet.ofStakes(5, 1).weights(0, Map.of(0, 65_535));

        assertThat(values(subnet.settled(), NeuronOutcome::incentive)).containsExactly(0, 0);
        assertThat(values(subnet.owner(0).settled(), NeuronOutcome::incentive)).containsExactly(65_535, 0);
    }

    @Test
    void weightsForAPredecessorAreDropped() {
        Subnet subnet = Subnet.ofStakes(5, 0, 0).weights(0, Map.of(1, 65_535, 2, 65_535));

        assertThat(values(subnet.neuron(1, n -> registeredAt(n, 9)).settled(), NeuronOutcome::incentive))
                .containsExactly(0, 32_767, 32_767);
        assertThat(values(subnet.neuron(1, n -> registeredAt(n, 10)).settled(), NeuronOutcome::incentive))
                .containsExactly(0, 0, 65_535);
    }

    @Test
    void anOpenCommitFromBeforeTheRegistrationDropsTheWeight() {
        Subnet subnet = Subnet.ofStakes(5, 0, 0)
                .weights(0, Map.of(1, 65_535, 2, 65_535))
                .neuron(1, n -> registeredAt(n, 7));

        assertThat(values(subnet.neuron(0, n -> committedAt(n, 7)).settled(), NeuronOutcome::incentive))
                .containsExactly(0, 32_767, 32_767);
        assertThat(values(subnet.neuron(0, n -> committedAt(n, 6)).settled(), NeuronOutcome::incentive))
                .containsExactly(0, 0, 65_535);
    }

    @Test
    void bondsToAPredecessorAreDropped() {
        Subnet subnet = Subnet.ofStakes(1, 1, 0, 0)
                .weights(0, BOTH_MINERS)
                .bonds(1, Map.of(2, 65_535, 3, 65_535))
                .neuron(2, n -> registeredAt(n, 5));

        assertThat(subnet.settled().bonds().row(1)).containsOnlyKeys(3);
        assertThat(subnet.neuron(2, n -> registeredAt(n, 4)).settled().bonds().row(1))
                .containsOnlyKeys(2, 3);
    }

    @Test
    void stakeBelowTheThresholdCountsOnlyForTheOwner() {
        ConsensusParameters parameters =
                new ConsensusParameters(32_767, 65_535, 900_000, false, Optional.empty(), 8, 5);
        Subnet subnet = Subnet.ofStakes(4, 5).with(parameters);

        assertThat(values(subnet.settled(), NeuronOutcome::stakeWeight)).containsExactly(0, 65_535);
        assertThat(values(subnet.settled(), NeuronOutcome::validatorPermit)).containsExactly(false, true);
        assertThat(values(subnet.owner(0).settled(), NeuronOutcome::stakeWeight))
                .containsExactly(29_126, 36_408);
    }

    @Test
    void mostStakeGetsThePermitsAndHigherUidsWinTies() {
        ConsensusParameters two = new ConsensusParameters(32_767, 65_535, 900_000, false, Optional.empty(), 2, 0);

        assertThat(permits(Subnet.ofStakes(1, 2, 3).with(two))).containsExactly(false, true, true);
        assertThat(permits(Subnet.ofStakes(1, 1, 1).with(two))).containsExactly(false, true, true);
        assertThat(permits(Subnet.ofStakes(0, 0, 1).with(two))).containsExactly(false, false, true);
        assertThat(permits(Subnet.ofStakes(0, 2, 1).owner(0).with(two))).containsExactly(true, true, true);
    }

    @Test
    void validatorThatLosesItsPermitLosesItsBonds() {
        ConsensusParameters one = new ConsensusParameters(32_767, 65_535, 900_000, false, Optional.empty(), 1, 0);
        EpochOutcome outcome = Subnet.ofStakes(1, 2, 0)
                .weights(0, Map.of(2, 65_535))
                .bonds(0, Map.of(2, 65_535))
                .weights(1, Map.of(2, 65_535))
                .with(one)
                .settled();

        assertThat(outcome.bonds().row(0)).isEmpty();
        assertThat(outcome.bonds().row(1)).containsOnlyKeys(2);
    }

    @Test
    void neuronWithoutPermitBeforeAndAfterKeepsWhatIsStored() {
        EpochOutcome outcome = Subnet.ofStakes(1, 0, 0)
                .bonds(1, Map.of(2, 77))
                .neuron(1, YumaConsensusTest::unpermitted)
                .settled();

        assertThat(outcome.bonds().row(1)).isEqualTo(Map.of(2, 77));
    }

    @Test
    void bondsPenaltyMovesBetweenFullAndClippedWeights() {
        int full = bondOfDissenter(0);
        int half = bondOfDissenter(32_767);
        int clipped = bondOfDissenter(65_535);

        // A tenth of the weight for bonds, which is a half of the row or the consensus of zero, or half of the way.
        assertThat(full).isEqualTo(3_276);
        assertThat(half).isEqualTo(1_638);
        assertThat(clipped).isZero();
    }

    private static int bondOfDissenter(int penalty) {
        return Subnet.ofStakes(6, 4, 0, 0)
                .weights(0, Map.of(2, 65_535))
                .weights(1, BOTH_MINERS)
                .yuma3(penalty, Optional.empty())
                .settled()
                .bonds()
                .row(1)
                .getOrDefault(3, 0);
    }

    @Test
    void liquidAlphaDropsABondWithoutWeightButLetsOneOfWeightZeroDecay() {
        Subnet subnet = Subnet.ofStakes(1, 1, 0, 0)
                .weights(1, Map.of(2, 65_535))
                .bonds(0, Map.of(3, 60_000))
                .yuma3(0, Optional.of(LiquidAlpha.DEFAULT));

        EpochOutcome absent = subnet.weights(0, Map.of(2, 65_535)).settled();
        EpochOutcome zero = subnet.weights(0, Map.of(2, 65_535, 3, 0)).settled();

        assertThat(absent.bonds().row(0)).containsOnlyKeys(2);
        assertThat(zero.bonds().row(0)).containsOnlyKeys(2, 3);
        assertThat(zero.bonds().row(0).get(3)).isBetween(6_000, 7_000);
    }

    @Test
    void plainAlphaKeepsABondWithoutWeight() {
        EpochOutcome outcome = Subnet.ofStakes(1, 1, 0, 0)
                .weights(0, Map.of(2, 65_535))
                .bonds(0, Map.of(3, 60_000))
                .yuma3(0, Optional.empty())
                .settled();

        assertThat(outcome.bonds().row(0)).isEqualTo(Map.of(2, 6_553, 3, 53_999));
    }

    @Test
    void liquidAlphaWithoutConsensusIsPlainAlpha() {
        Subnet subnet =
                Subnet.ofStakes(1, 1, 1, 0, 0).weights(0, Map.of(3, 65_535)).bonds(0, Map.of(4, 60_000));

        EpochOutcome liquid = subnet.yuma3(0, Optional.of(LiquidAlpha.DEFAULT)).settled();
        assertThat(values(liquid, NeuronOutcome::consensus)).containsOnly(0);
        assertThat(liquid).isEqualTo(subnet.yuma3(0, Optional.empty()).settled());
        assertThat(liquid.bonds().row(0)).containsOnlyKeys(3, 4);
    }

    @Test
    void legacyYumaIgnoresLiquidAlpha() {
        Subnet subnet = Subnet.ofStakes(3, 2, 0).weights(0, Map.of(2, 9)).weights(1, Map.of(2, 5, 0, 7));
        ConsensusParameters withLiquid = new ConsensusParameters(
                32_767, 65_535, 900_000, false, Optional.of(LiquidAlpha.DEFAULT), EpochInputs.MAX_NEURONS, 0);

        EpochOutcome plain = subnet.settled();
        assertThat(subnet.with(withLiquid).settled()).isEqualTo(plain);
    }

    @Test
    void largestStakesAndEmissionDoNotOverflow() {
        long half = Long.MAX_VALUE / 2;
        Subnet subnet =
                Subnet.ofStakes(half, half, 0, 0).weights(0, BOTH_MINERS).weights(1, BOTH_MINERS);
        EpochInputs small = subnet.inputs();
        EpochInputs inputs = new EpochInputs(
                small.neurons(),
                small.owner(),
                small.weights(),
                small.bonds(),
                small.lastTempo(),
                Long.MAX_VALUE,
                small.parameters());

        assertThat(values(YumaConsensus.settle(inputs), NeuronOutcome::emission))
                .containsOnly(Long.MAX_VALUE / 4);
    }

    private static <T> List<T> values(EpochOutcome outcome, Function<NeuronOutcome, T> value) {
        return outcome.neurons().stream().map(value).toList();
    }

    private static List<Boolean> permits(Subnet subnet) {
        return values(subnet.settled(), NeuronOutcome::validatorPermit);
    }

    private static NeuronState inactive(NeuronState n) {
        return new NeuronState(n.stake(), n.validatorPermit(), false, n.lastUpdate(), n.registeredAt());
    }

    private static NeuronState unpermitted(NeuronState n) {
        return new NeuronState(n.stake(), false, n.active(), n.lastUpdate(), n.registeredAt());
    }

    private static NeuronState registeredAt(NeuronState n, long block) {
        return new NeuronState(n.stake(), n.validatorPermit(), n.active(), n.lastUpdate(), block);
    }

    private static NeuronState committedAt(NeuronState n, long block) {
        return new NeuronState(n.stake(), n.validatorPermit(), n.active(), n.lastUpdate(), n.registeredAt(), block);
    }
}
