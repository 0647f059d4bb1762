package org.synapsesubnet.api.chain;

/**
 * The numbers that rule a subnet. Amounts are in rao, proportions u16 of 65535, spans in blocks.
 *
 * @param tempo blocks of an epoch
 * @param announceRateLimit least blocks between two announcements of an axon
 * @param maxNeurons how many neurons there may be
 * @param immunity blocks in which a new neuron isn't replaced
 * @param registrationCost burned per registration
 * @param registrationsPerBlock most registrations in one block
 * @param commitRateLimit least blocks between two commits of weights
 * @param revealPeriod epochs between commit and reveal
 * @param minWeights least weights of a row
 * @param maxValidators permits given out at a settlement
 * @param stakeThreshold stake that a validator needs
 * @param activityCutoff blocks after its last weights in which a validator's stake still counts
 * @param emission new coins per epoch
 * @param delegateTake what a hotkey's owner keeps of the pay that others' stake earned
 * @param minStake least amount that may be staked at once
 * @param faucet starting amount of each account, 0 for none
 */
public record RulesView(
        int tempo,
        int announceRateLimit,
        int maxNeurons,
        int immunity,
        long registrationCost,
        int registrationsPerBlock,
        int commitRateLimit,
        int revealPeriod,
        int minWeights,
        int maxValidators,
        long stakeThreshold,
        int activityCutoff,
        long emission,
        int delegateTake,
        long minStake,
        long faucet) {}
