package org.synapsesubnet.chain.consensus;

/**
 * What validators hold in miners after an epoch, and what it pays them (step 8).
 *
 * @param rows the bonds as they are stored, proportions in I32F32
 * @param dividends by uid, I32F32, normalised
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one epoch
record Bonds(FixedRows rows, long[] dividends) {

    /**
     * Step 8a: bonds move towards the share of stake-weighted weights, column by column.
     *
     * @param weights for bonds, after the penalty (step 7)
     */
    static Bonds legacy(EpochInputs inputs, FixedRows weights, long[] activeStake, long[] incentive) {
        FixedRows old = masked(inputs, inputs.bonds().toFixed()).columnsNormalised();
        FixedRows delta = weights.rowsScaledBy(activeStake).columnsNormalised();
        FixedRows bonds = movingAverage(delta, old, inputs.parameters().alpha()).columnsNormalised();
        long[] dividends = Proportions.normalised(bonds.rowSumsWeightedBy(incentive));
        return new Bonds(bonds.columnsUpscaled(), dividends);
    }

    /**
     * Step 8b: bonds move towards the weights themselves, stake counts only in the dividends.
     *
     * @param weights for bonds, after the penalty (step 7)
     */
    static Bonds yuma3(EpochInputs inputs, FixedRows weights, long[] consensus, long[] activeStake, long[] incentive) {
        FixedRows old = masked(inputs, inputs.bonds().toFixedProportions());
        FixedRows bonds = inputs.parameters()
                .liquidAlpha()
                .filter(parameters -> hasConsensus(consensus))
                .map(parameters -> liquidAverage(weights, old, consensus, new AlphaCurve(parameters)))
                .orElseGet(() -> movingAverage(weights, old, inputs.parameters().alpha()));
        long[] perValidator = bonds.columnsNormalised().rowSumsWeightedBy(incentive);
        return new Bonds(bonds, Proportions.normalised(Proportions.product(perValidator, activeStake)));
    }

    /** A bond to a neuron that registered at the last epoch or since is one to its predecessor. */
    private static FixedRows masked(EpochInputs inputs, FixedRows bonds) {
        return bonds.keeping(
                (i, j) -> inputs.lastTempo() > inputs.neurons().get(j).registeredAt());
    }

    private static boolean hasConsensus(long[] consensus) {
        return Proportions.sum(consensus) != 0;
    }

    private static FixedRows movingAverage(FixedRows fresh, FixedRows old, long alpha) {
        long rest = I32F32.ONE - alpha;
        return fresh.mergedWith(
                old, (j, now, before) -> I32F32.add(I32F32.multiply(alpha, now), I32F32.multiply(rest, before)));
    }

    /**
     * Step 9. Only places with an entry in the new weights survive, as in {@code mat_ema_alpha_sparse}: a bond whose
     * weight is absent is dropped at once, where a weight of 0 lets it decay.
     */
    private static FixedRows liquidAverage(FixedRows weights, FixedRows old, long[] consensus, AlphaCurve curve) {
        return weights.joinedWith(old, (j, weight, bond) -> {
            long alpha = curve.alpha(consensus[j], weight, bond);
            long decayed = I32F32.multiply(I32F32.ONE - alpha, bond);
            return Math.min(I32F32.add(decayed, I32F32.multiply(alpha, weight)), I32F32.ONE);
        });
    }
}
