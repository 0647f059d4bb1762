package org.synapsesubnet.chain;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainTraits;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.SignedCommand;

/** Answers strangers from the chain and passes their signed commands on. Not to be called inside a transaction. */
public class ChainDesk {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(3);

    /**
     * A command holds its connection until a block judges it. Half of the pool's sixteen is left to the application's own
     * work, however many strangers send at once.
     */
    static final int COMMANDS_AT_ONCE = 8;

    private final ChainConnectionFactory connections;
    private final Duration sendLimit;
    private final Semaphore room = new Semaphore(COMMANDS_AT_ONCE);

    /** @param sendLimit how long a command may take to be final or refused */
    public ChainDesk(ChainConnectionFactory connections, Duration sendLimit) {
        this.connections = connections;
        this.sendLimit = sendLimit;
    }

    /** The chain at its newest final block. */
    public record Standing(ChainTraits traits, Block head, Hyperparameters rules, Metagraph metagraph) {}

    /** What an account needs to know before it signs; rao. */
    public record Account(long nextNonce, long balance) {}

    public Standing standing() throws ChainException {
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            Metagraph metagraph = connection.metagraph();
            return new Standing(
                    connection.traits(), connection.block(metagraph.block()), connection.hyperparameters(), metagraph);
        }
    }

    /** @param block of the metagraph; the newest one if empty */
    public Metagraph metagraph(OptionalLong block) throws ChainException {
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            return block.isPresent() ? connection.metagraph(block.getAsLong()) : connection.metagraph();
        }
    }

    public Account account(KeyId account) throws ChainException {
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            return new Account(connection.nextNonce(account), connection.balance(account));
        }
    }

    /**
     * Waits until the command is final or refused.
     *
     * @throws ChainException {@link Reason#UNAVAILABLE} also when {@value #COMMANDS_AT_ONCE} others are waiting
     */
    public CommandReceipt submit(SignedCommand command) throws ChainException {
        if (!room.tryAcquire()) {
            throw new ChainException(
                    Reason.UNAVAILABLE, COMMANDS_AT_ONCE + " commands are waiting for a block; send it again later");
        }
        try (ChainConnection connection = connections.getConnection().within(sendLimit)) {
            return connection.submit(command);
        } finally {
            room.release();
        }
    }
}
