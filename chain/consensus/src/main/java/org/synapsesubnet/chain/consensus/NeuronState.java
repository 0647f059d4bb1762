package org.synapsesubnet.chain.consensus;

/**
 * One neuron as an epoch finds it; its uid is its place in {@link EpochInputs#neurons()}.
 *
 * @param stake total stake weight, rao, not negative
 * @param validatorPermit the permit the previous epoch gave it
 * @param active whether its stake takes part, see {@link #isActive}
 * @param lastUpdate block of its latest weights
 * @param registeredAt block of its registration
 * @param earliestCommit block of its earliest commit that is neither revealed nor expired, or {@link #NO_COMMIT}, also
 *     where commit-reveal is off
 */
public record NeuronState(
        long stake, boolean validatorPermit, boolean active, long lastUpdate, long registeredAt, long earliestCommit) {

    /** Stands for no open commit: later than every registration. */
    public static final long NO_COMMIT = Long.MAX_VALUE;

    /** @throws IllegalArgumentException naming the field that is negative */
    public NeuronState {
        Refusal.unlessBetween("stake", stake, 0, Long.MAX_VALUE);
        Refusal.unlessBetween("lastUpdate", lastUpdate, 0, Long.MAX_VALUE);
        Refusal.unlessBetween("registeredAt", registeredAt, 0, Long.MAX_VALUE);
        Refusal.unlessBetween("earliestCommit", earliestCommit, 0, Long.MAX_VALUE);
    }

    /** A neuron without an open commit. */
    public NeuronState(long stake, boolean validatorPermit, boolean active, long lastUpdate, long registeredAt) {
        this(stake, validatorPermit, active, lastUpdate, registeredAt, NO_COMMIT);
    }

    /** Step 1: whether weights of block {@code lastUpdate} still count at {@code block}; all three in blocks. */
    public static boolean isActive(long lastUpdate, long activityCutoff, long block) {
        return I32F32.add(lastUpdate, activityCutoff) >= block;
    }

    /** Step 3: whether this validator's weight for a miner that registered at that block is of its predecessor. */
    boolean speaksOfPredecessor(long minerRegisteredAt) {
        return lastUpdate <= minerRegisteredAt || earliestCommit < minerRegisteredAt;
    }
}
