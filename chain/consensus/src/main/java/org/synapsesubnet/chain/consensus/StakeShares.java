package org.synapsesubnet.chain.consensus;

/**
 * Who has how much say in an epoch (steps 1 and 2).
 *
 * @param all normalised stake S of every neuron at or above the threshold, I32F32
 * @param active normalised stake A of the active neurons with a permit, I32F32
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one epoch
record StakeShares(long[] all, long[] active) {

    static StakeShares of(EpochInputs inputs) {
        int n = inputs.neurons().size();
        long[] counted = new long[n];
        long total = 0;
        for (int i = 0; i < n; i++) {
            long stake = inputs.neurons().get(i).stake();
            if (inputs.isOwner(i) || stake >= inputs.parameters().stakeThreshold()) {
                counted[i] = stake;
                total += stake;
            }
        }
        long[] all = new long[n];
        long[] active = new long[n];
        for (int i = 0; i < n; i++) {
            all[i] = I32F32.ratio(counted[i], total);
            if (inputs.neurons().get(i).active() && inputs.isPermitted(i)) {
                active[i] = all[i];
            }
        }
        return new StakeShares(all, Proportions.normalised(active));
    }
}
