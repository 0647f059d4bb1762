package org.synapsesubnet.chain.consensus;

/**
 * How an epoch's emission falls on the neurons (step 10); proportions in I32F32 by uid.
 *
 * @param server share for incentive
 * @param validator share for dividends
 * @param combined share for both, as the chain keeps it for display
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one epoch
record Emission(long[] server, long[] validator, long[] combined) {

    /** Without incentive and dividends, as before the first weights, stake earns: the active one if there is any. */
    static Emission of(long[] incentive, long[] dividends, StakeShares stake) {
        long[] combined = new long[incentive.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = I32F32.add(incentive[i], dividends[i]);
        }
        long sum = Proportions.sum(combined);
        if (sum == 0) {
            long[] byStake = Proportions.sum(stake.active()) == 0 ? stake.all() : stake.active();
            return new Emission(incentive, byStake, byStake);
        }
        return new Emission(
                Proportions.dividedBy(incentive, sum),
                Proportions.dividedBy(dividends, sum),
                Proportions.dividedBy(combined, sum));
    }
}
