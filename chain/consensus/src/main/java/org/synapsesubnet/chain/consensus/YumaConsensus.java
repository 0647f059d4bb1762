package org.synapsesubnet.chain.consensus;

import java.util.ArrayList;
import java.util.List;

/**
 * Yuma Consensus: settles an epoch, legacy or Yuma3, bit by bit as {@code epoch_mechanism} of {@code run_epoch.rs} does.
 *
 * <p>A pure function without state, safe for any thread. The ledger calls it when an epoch ends, and anybody who wants to
 * check the ledger may call it again.
 */
public final class YumaConsensus {

    private YumaConsensus() {}

    /** The outcome of an epoch; never fails, since {@link EpochInputs} refuses what can't be settled. */
    public static EpochOutcome settle(EpochInputs inputs) {
        ConsensusParameters parameters = inputs.parameters();
        StakeShares stake = StakeShares.of(inputs);
        long[] active = stake.active();

        FixedRows weights = validWeights(inputs);
        long[] consensus = WeightedMedian.ofColumns(weights, active, I32F32.ofU16Proportion(parameters.kappa()));
        FixedRows clipped = weights.columnsClippedAt(consensus);
        long[] validatorTrust = clipped.rowSums();
        long[] incentive = Proportions.normalised(clipped.columnSumsWeightedBy(active));

        FixedRows forBonds = penalised(weights, clipped, I32F32.ofU16Proportion(parameters.bondsPenalty()));
        Bonds bonds = parameters.yuma3()
                ? Bonds.yuma3(inputs, forBonds, consensus, active, incentive)
                : Bonds.legacy(inputs, forBonds, active, incentive);
        Emission emission = Emission.of(incentive, bonds.dividends(), stake);
        boolean[] permits = ValidatorPermits.of(stake.all(), inputs);

        List<NeuronOutcome> outcomes = new ArrayList<>(active.length);
        for (int i = 0; i < active.length; i++) {
            outcomes.add(new NeuronOutcome(
                    I32F32.toU16Proportion(stake.all()[i]),
                    I32F32.toU16Proportion(consensus[i]),
                    I32F32.toU16Proportion(validatorTrust[i]),
                    I32F32.toU16Proportion(incentive[i]),
                    I32F32.toU16Proportion(bonds.dividends()[i]),
                    I32F32.shareOf(emission.server()[i], inputs.emission()),
                    I32F32.shareOf(emission.validator()[i], inputs.emission()),
                    I32F32.shareOf(emission.combined()[i], inputs.emission()),
                    permits[i]));
        }
        return new EpochOutcome(outcomes, stored(inputs, bonds.rows(), permits));
    }

    /** Step 3: permitted rows, without self-weights but the owner's and without weights for a uid's predecessor. */
    private static FixedRows validWeights(EpochInputs inputs) {
        return inputs.weights()
                .toFixed()
                .keeping((i, j) -> inputs.isPermitted(i)
                        && (i != j || inputs.isOwner(i))
                        && !inputs.neurons()
                                .get(i)
                                .speaksOfPredecessor(inputs.neurons().get(j).registeredAt()))
                .rowsNormalised();
    }

    /** Step 7. At 0 and 1 the matrices are taken as they are, entries of value 0 included. */
    private static FixedRows penalised(FixedRows weights, FixedRows clipped, long penalty) {
        if (penalty == 0) {
            return weights;
        }
        if (penalty == I32F32.ONE) {
            return clipped;
        }
        return weights.mergedWith(
                clipped, (j, full, cut) -> I32F32.add(full, I32F32.multiply(penalty, I32F32.subtract(cut, full))));
    }

    /** A validator stores its new bonds, one that has lost its permit none, and any other neuron keeps what it had. */
    private static SparseRows stored(EpochInputs inputs, FixedRows bonds, boolean[] permits) {
        SparseRows fresh = bonds.keeping((i, j) -> permits[i]).toU16Proportions();
        return fresh.replacing(i -> !permits[i] && !inputs.isPermitted(i), inputs.bonds());
    }
}
