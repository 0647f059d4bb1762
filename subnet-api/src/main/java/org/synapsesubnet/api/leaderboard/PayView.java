package org.synapsesubnet.api.leaderboard;

/** What an epoch brought to a neuron. */
public record PayView(
        long epoch,
        int uid,
        int consensus,
        int incentive,
        int dividends,
        int vtrust,
        long minerPay,
        long validatorPay,
        boolean validatorPermit) {}
