package org.synapsesubnet.chain;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.naming.Reference;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.ChainTraits;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** Connections to a real embedded ledger in a plain JVM, without the server's pool between. */
public final class LedgerConnections implements ChainConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final transient EmbeddedChain chain;

    public LedgerConnections(EmbeddedChain chain) {
        this.chain = chain;
    }

    @Override
    public ChainConnection getConnection() {
        return new Direct(chain);
    }

    @Override
    public void setReference(Reference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reference getReference() {
        throw new UnsupportedOperationException();
    }

    private static final class Direct implements ChainConnection {

        private final EmbeddedChain chain;
        private Duration limit = Duration.ofSeconds(20);

        Direct(EmbeddedChain chain) {
            this.chain = chain;
        }

        private Deadline deadline() {
            return Deadline.in(limit);
        }

        @Override
        public ChainIdentity identity() {
            return chain.identity();
        }

        @Override
        public Block head() throws ChainException {
            return chain.head(deadline());
        }

        @Override
        public Block block(long number) throws ChainException {
            return chain.blocks(number, 1, deadline()).first();
        }

        @Override
        public ChainTraits traits() {
            return chain.traits();
        }

        @Override
        public CommandReceipt submit(SignedCommand command) throws ChainException {
            try {
                return chain.submit(command).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChainException(Reason.UNAVAILABLE, "interrupted", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof ChainException cause
                        ? cause
                        : new ChainException(Reason.UNAVAILABLE, String.valueOf(e.getCause()), e);
            } catch (TimeoutException e) {
                throw new ChainException(Reason.DEADLINE_EXCEEDED, "no receipt within " + limit, e);
            }
        }

        @Override
        public long nextNonce(KeyId account) throws ChainException {
            return chain.nextNonce(account, deadline());
        }

        @Override
        public long balance(KeyId coldkey) throws ChainException {
            return chain.balance(coldkey, deadline());
        }

        @Override
        public long stake(KeyId hotkey, KeyId coldkey) throws ChainException {
            return chain.stake(hotkey, coldkey, deadline());
        }

        @Override
        public Hyperparameters hyperparameters() throws ChainException {
            return chain.hyperparameters(deadline());
        }

        @Override
        public Metagraph metagraph() throws ChainException {
            return chain.metagraph(deadline());
        }

        @Override
        public Metagraph metagraph(long block) throws ChainException {
            return chain.metagraph(block, deadline());
        }

        @Override
        public ChainConnection within(Duration newLimit) {
            limit = newLimit;
            return this;
        }

        @Override
        public void close() {}
    }
}
