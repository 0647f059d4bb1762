package org.synapsesubnet.chain.consensus;

import java.util.Optional;

/**
 * The hyperparameters of a subnet that its consensus depends on.
 *
 * @param kappa majority that sets the consensus weight, u16 proportion of 65535; the chain's default is 32767
 * @param bondsPenalty how far weights above consensus lose their bonds, u16 proportion of 65535
 * @param bondsMovingAverage what bonds keep of their past at an epoch, millionths, 0 to 1000000; usual 900000
 * @param yuma3 bonds by Yuma3 instead of legacy Yuma
 * @param liquidAlpha one alpha per bond; as on the chain, without effect unless {@code yuma3}
 * @param maxAllowedValidators permits given out at an epoch, 0 to {@link EpochInputs#MAX_NEURONS}
 * @param stakeThreshold stake in rao below which a neuron's stake doesn't count, not negative
 */
public record ConsensusParameters(
        int kappa,
        int bondsPenalty,
        int bondsMovingAverage,
        boolean yuma3,
        Optional<LiquidAlpha> liquidAlpha,
        int maxAllowedValidators,
        long stakeThreshold) {

    /** Legacy Yuma with the chain's defaults and room for every validator. */
    public static final ConsensusParameters LEGACY =
            new ConsensusParameters(32_767, 65_535, 900_000, false, Optional.empty(), EpochInputs.MAX_NEURONS, 0);

    /** @throws IllegalArgumentException naming the field that is out of its range */
    public ConsensusParameters {
        Refusal.unlessBetween("kappa", kappa, 0, 65_535);
        Refusal.unlessBetween("bondsPenalty", bondsPenalty, 0, 65_535);
        Refusal.unlessBetween("bondsMovingAverage", bondsMovingAverage, 0, 1_000_000);
        Refusal.unlessBetween("maxAllowedValidators", maxAllowedValidators, 0, EpochInputs.MAX_NEURONS);
        Refusal.unlessBetween("stakeThreshold", stakeThreshold, 0, Long.MAX_VALUE);
    }

    /** alpha = 1 - bondsMovingAverage / 1000000, in I32F32. */
    long alpha() {
        return I32F32.ONE - I32F32.ratio(bondsMovingAverage, 1_000_000);
    }
}
