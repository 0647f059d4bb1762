package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/** What can be asked of a chain. Amounts are in rao, a billionth of the chain's coin. */
public sealed interface ChainCommand extends Serializable {

    /** By a coldkey: gives it the chain's starting amount, once. Only ledgers for trying things out have that. */
    record DrawFaucet() implements ChainCommand {}

    /** By a coldkey: moves {@code amount}, more than 0, to another account. */
    record Transfer(KeyId to, long amount) implements ChainCommand {
        public Transfer {
            Objects.requireNonNull(to, "to");
            Range.check("amount", amount, 1, Long.MAX_VALUE);
        }
    }

    /**
     * By a coldkey: a neuron for this hotkey, whose owner the coldkey becomes. The registration cost is burned. In a full
     * subnet the neuron that earned least and isn't immune makes room.
     */
    record RegisterNeuron(KeyId hotkey) implements ChainCommand {
        public RegisterNeuron {
            Objects.requireNonNull(hotkey, "hotkey");
        }
    }

    /** By the coldkey that owns the hotkey: ends its neuron. Its stake stays. */
    record DeregisterNeuron(KeyId hotkey) implements ChainCommand {
        public DeregisterNeuron {
            Objects.requireNonNull(hotkey, "hotkey");
        }
    }

    /** By a hotkey: where its miner serves. */
    record AnnounceAxon(AxonEndpoint endpoint) implements ChainCommand {
        public AnnounceAxon {
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    /** By any coldkey: moves {@code amount}, more than 0, from its balance to its stake on the hotkey. */
    record AddStake(KeyId hotkey, long amount) implements ChainCommand {
        public AddStake {
            Objects.requireNonNull(hotkey, "hotkey");
            Range.check("amount", amount, 1, Long.MAX_VALUE);
        }
    }

    /** By any coldkey: moves {@code amount}, more than 0, from its stake on the hotkey back to its balance. */
    record RemoveStake(KeyId hotkey, long amount) implements ChainCommand {
        public RemoveStake {
            Objects.requireNonNull(hotkey, "hotkey");
            Range.check("amount", amount, 1, Long.MAX_VALUE);
        }
    }

    /** By a validator's hotkey: binds it to a row of weights that stays secret, see {@link WeightRow#commitment}. */
    record CommitWeights(BlockHash commitment) implements ChainCommand {
        public CommitWeights {
            Objects.requireNonNull(commitment, "commitment");
        }
    }

    /** By the same hotkey, in the epoch that is the reveal period after the commit's: the row and its salt. */
    record RevealWeights(WeightRow weights, Salt salt) implements ChainCommand {
        public RevealWeights {
            Objects.requireNonNull(weights, "weights");
            Objects.requireNonNull(salt, "salt");
        }
    }
}
