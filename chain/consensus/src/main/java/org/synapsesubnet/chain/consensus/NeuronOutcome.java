package org.synapsesubnet.chain.consensus;

/**
 * What an epoch means for one neuron; its uid is its place in {@link EpochOutcome#neurons()}.
 *
 * @param stakeWeight its share of all stake, u16 proportion of 65535
 * @param consensus the weight a majority of stake gives it, u16 proportion of 65535
 * @param validatorTrust the sum of its weights within consensus, u16 proportion of 65535
 * @param incentive its share of the miners' pay, u16 proportion of 65535
 * @param dividends its share of the validators' pay, u16 proportion of 65535
 * @param serverEmission its pay as a miner, rao
 * @param validatorEmission its pay as a validator, rao
 * @param emission both as the chain displays them, rao; exceeds their sum by what the two floors lose, so pay by those
 * @param validatorPermit whether it may validate until the next epoch
 */
public record NeuronOutcome(
        int stakeWeight,
        int consensus,
        int validatorTrust,
        int incentive,
        int dividends,
        long serverEmission,
        long validatorEmission,
        long emission,
        boolean validatorPermit) {}
