package org.synapsesubnet.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every epoch, on random ones; a failure names the seed, which makes the same epoch again. */
class YumaPropertiesTest {

    private static final int SEEDS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void renumberingTheNeuronsRenumbersTheOutcome(boolean yuma3) {
        for (int seed = 0; seed < SEEDS; seed++) {
            EpochInputs inputs = epoch(seed, yuma3);
            List<Integer> newUids = new ArrayList<>();
            for (int i = 0; i < inputs.neurons().size(); i++) {
                newUids.add(i);
            }
            Collections.shuffle(newUids, new Random(seed));
            EpochOutcome outcome = YumaConsensus.settle(inputs);
            EpochOutcome renumbered = YumaConsensus.settle(renumbered(inputs, newUids));

            assertThat(renumbered.neurons()).as("seed %d", seed).isEqualTo(moved(outcome.neurons(), newUids));
            assertThat(renumbered.bonds()).as("seed %d", seed).isEqualTo(moved(outcome.bonds(), newUids));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void neverPaysMoreThanTheEmission(boolean yuma3) {
        for (int seed = 0; seed < SEEDS; seed++) {
            EpochInputs inputs = epoch(seed, yuma3);
            EpochOutcome outcome = YumaConsensus.settle(inputs);
            long pay = sum(outcome, NeuronOutcome::serverEmission) + sum(outcome, NeuronOutcome::validatorEmission);

            assertThat(pay).as("seed %d", seed).isBetween(0L, inputs.emission());
            assertThat(sum(outcome, NeuronOutcome::emission))
                    .as("seed %d", seed)
                    .isBetween(pay, inputs.emission());
            if (sum(outcome, NeuronOutcome::stakeWeight) > 0) {
                assertThat(inputs.emission() - pay)
                        .as("lost by floors, seed %d", seed)
                        .isLessThan(100);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void higherMajorityNeverRaisesConsensusOrTrust(boolean yuma3) {
        for (int seed = 0; seed < SEEDS; seed++) {
            EpochInputs inputs = epoch(seed, yuma3);
            EpochOutcome before = YumaConsensus.settle(withKappa(inputs, 0));
            for (int kappa : new int[] {10_000, 32_767, 50_000, 65_535}) {
                EpochOutcome after = YumaConsensus.settle(withKappa(inputs, kappa));
                for (int uid = 0; uid < inputs.neurons().size(); uid++) {
                    NeuronOutcome low = before.neurons().get(uid);
                    NeuronOutcome high = after.neurons().get(uid);
                    assertThat(high.consensus())
                            .as("seed %d, uid %d", seed, uid)
                            .isLessThanOrEqualTo(low.consensus());
                    assertThat(high.validatorTrust())
                            .as("seed %d, uid %d", seed, uid)
                            .isLessThanOrEqualTo(low.validatorTrust());
                }
                before = after;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stakeInAnotherUnitChangesNothing(boolean yuma3) {
        for (int seed = 0; seed < SEEDS; seed++) {
            EpochInputs inputs = epoch(seed, yuma3);
            List<NeuronState> richer = inputs.neurons().stream()
                    .map(n -> new NeuronState(
                            n.stake() * 1000, n.validatorPermit(), n.active(), n.lastUpdate(), n.registeredAt()))
                    .toList();

            assertThat(YumaConsensus.settle(changed(inputs, richer, inputs.weights(), inputs.bonds())))
                    .as("seed %d", seed)
                    .isEqualTo(YumaConsensus.settle(inputs));
        }
    }

    /** Stakes differ, so that no permit depends on the order of uids. */
    private static EpochInputs epoch(long seed, boolean yuma3) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(12);
        List<NeuronState> neurons = new ArrayList<>();
        List<Map<Integer, Integer>> weights = new ArrayList<>();
        List<Map<Integer, Integer>> bonds = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long stake = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000) * 16L + i;
            neurons.add(new NeuronState(
                    stake, random.nextInt(5) > 0, random.nextInt(8) > 0, 5 + random.nextInt(9), random.nextInt(8)));
            weights.add(row(random, n));
            bonds.add(row(random, n));
        }
        Optional<LiquidAlpha> liquid = random.nextBoolean() ? Optional.of(LiquidAlpha.DEFAULT) : Optional.empty();
        ConsensusParameters parameters =
                new ConsensusParameters(32_767, random.nextInt(65_536), 900_000, yuma3, liquid, n, 0);
        return new EpochInputs(
                neurons,
                OptionalInt.empty(),
                SparseRows.of(weights),
                SparseRows.of(bonds),
                4 + random.nextInt(8),
                1_000_000_000L,
                parameters);
    }

    private static Map<Integer, Integer> row(Random random, int n) {
        Map<Integer, Integer> row = new HashMap<>();
        for (int k = random.nextInt(n + 1); k > 0; k--) {
            row.put(random.nextInt(n), random.nextInt(65_536));
        }
        return row;
    }

    private static EpochInputs renumbered(EpochInputs inputs, List<Integer> newUids) {
        return changed(
                inputs,
                moved(inputs.neurons(), newUids),
                moved(inputs.weights(), newUids),
                moved(inputs.bonds(), newUids));
    }

    private static EpochInputs withKappa(EpochInputs inputs, int kappa) {
        ConsensusParameters p = inputs.parameters();
        return new EpochInputs(
                inputs.neurons(),
                inputs.owner(),
                inputs.weights(),
                inputs.bonds(),
                inputs.lastTempo(),
                inputs.emission(),
                new ConsensusParameters(
                        kappa,
                        p.bondsPenalty(),
                        p.bondsMovingAverage(),
                        p.yuma3(),
                        p.liquidAlpha(),
                        p.maxAllowedValidators(),
                        p.stakeThreshold()));
    }

    private static EpochInputs changed(
            EpochInputs inputs, List<NeuronState> neurons, SparseRows weights, SparseRows bonds) {
        return new EpochInputs(
                neurons, inputs.owner(), weights, bonds, inputs.lastTempo(), inputs.emission(), inputs.parameters());
    }

    private static <T> List<T> moved(List<T> byUid, List<Integer> newUids) {
        List<T> moved = new ArrayList<>(byUid);
        for (int i = 0; i < byUid.size(); i++) {
            moved.set(newUids.get(i), byUid.get(i));
        }
        return moved;
    }

    private static SparseRows moved(SparseRows rows, List<Integer> newUids) {
        List<Map<Integer, Integer>> renamed = new ArrayList<>();
        for (Map<Integer, Integer> row : rows.rows()) {
            Map<Integer, Integer> copy = new HashMap<>();
            row.forEach((column, value) -> copy.put(newUids.get(column), value));
            renamed.add(copy);
        }
        return SparseRows.of(moved(renamed, newUids));
    }

    private static long sum(EpochOutcome outcome, ToLongFunction<NeuronOutcome> value) {
        return outcome.neurons().stream().mapToLong(value).sum();
    }
}
