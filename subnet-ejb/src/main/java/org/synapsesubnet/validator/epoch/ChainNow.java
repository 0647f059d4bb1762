package org.synapsesubnet.validator.epoch;

import java.time.Duration;
import java.util.Optional;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;

/**
 * The chain at one moment, by which it is decided what is due.
 *
 * @param blockTime what a block takes on average lately
 */
record ChainNow(Metagraph metagraph, Hyperparameters rules, Duration blockTime) {

    private static final int BLOCKS_BACK = 10;

    static ChainNow read(ChainConnection connection) throws ChainException {
        Metagraph metagraph = connection.metagraph();
        return new ChainNow(metagraph, connection.hyperparameters(), blockTime(connection, metagraph.block()));
    }

    private static Duration blockTime(ChainConnection connection, long head) throws ChainException {
        long back = Math.min(BLOCKS_BACK, head);
        if (back == 0) {
            return Duration.ofSeconds(1);
        }
        Block newest = connection.block(head);
        Block older = connection.block(head - back);
        Duration time = Duration.between(older.timestamp(), newest.timestamp()).dividedBy(back);
        return time.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : time;
    }

    long head() {
        return metagraph.block();
    }

    long epoch() {
        return metagraph.epoch();
    }

    /** Whether the block belongs to the epoch that began there. */
    boolean isWithin(long firstBlock, long block) {
        return block < firstBlock + rules.tempo();
    }

    Optional<NeuronInfo> neuron(KeyId hotkey) {
        return metagraph.byHotkey(hotkey);
    }
}
