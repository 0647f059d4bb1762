package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/** Something that became true on the chain with the block that carries it. Amounts are in rao. */
public sealed interface ChainEvent extends Serializable {

    /**
     * The subnet exists from this block on. It stands in the first block of an embedded ledger.
     *
     * @param identity the ledger's chain and subnet
     */
    record SubnetFounded(ChainIdentity identity) implements ChainEvent {
        public SubnetFounded {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /** The subnet is ruled by these from this block on. */
    record HyperparametersSet(Hyperparameters hyperparameters) implements ChainEvent {
        public HyperparametersSet {
            Objects.requireNonNull(hyperparameters, "hyperparameters");
        }
    }

    /** The account got its starting amount. */
    record FaucetDrawn(KeyId coldkey, long amount) implements ChainEvent {}

    /** {@code amount} went from one balance to another. */
    record Transferred(KeyId from, KeyId to, long amount) implements ChainEvent {}

    /** The hotkey has a neuron; whatever was true of the uid before isn't any more. */
    record NeuronRegistered(int uid, KeyId hotkey, KeyId coldkey, long burned) implements ChainEvent {}

    /** Why a neuron ended. */
    enum Departure {
        /** Its coldkey wanted it. */
        REQUESTED,
        /** It had to make room for a new one. */
        REPLACED
    }

    /** The hotkey has no neuron any more. */
    record NeuronDeregistered(int uid, KeyId hotkey, Departure departure) implements ChainEvent {}

    /** The miner serves here from now on. */
    record AxonAnnounced(int uid, KeyId hotkey, AxonEndpoint endpoint) implements ChainEvent {}

    /**
     * A coldkey staked more or less on a hotkey.
     *
     * @param stake what it has on it now
     * @param change what that is more than before, negative for less
     */
    record StakeChanged(KeyId hotkey, KeyId coldkey, long stake, long change) implements ChainEvent {}

    /** A validator bound itself to weights. */
    record WeightsCommitted(int uid, KeyId hotkey, BlockHash commitment) implements ChainEvent {}

    /**
     * A validator's weights count from now on.
     *
     * @param weights as they are stored: the largest is 65535; without those for uids that changed hands since the
     *     commit
     * @param committedAt block of the commit
     */
    record WeightsRevealed(int uid, KeyId hotkey, WeightRow weights, long committedAt) implements ChainEvent {}

    /** A validator lost the chance to reveal a commit, and the weights before it still count. */
    record CommitExpired(int uid, KeyId hotkey, long committedAt) implements ChainEvent {}

    /**
     * An epoch is over and paid.
     *
     * @param epoch its number, from 0
     * @param firstBlock its first block; its last one is the block before this
     * @param emission what was to be shared out; rounding leaves a rest that nobody gets
     * @param neurons by ascending uid
     */
    record EpochSettled(long epoch, long firstBlock, long emission, List<NeuronPay> neurons) implements ChainEvent {
        public EpochSettled {
            neurons = List.copyOf(neurons);
        }
    }
}
