package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.LazyAssociatableConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
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

/** What the application holds. The server may move it from one physical connection to another between two calls. */
public class ChainConnectionHandle implements ChainConnection {

    private volatile @Nullable ChainManagedConnection connection;
    private volatile boolean closed;
    private volatile Duration limit;
    private @Nullable ConnectionManager pool;
    private @Nullable ManagedConnectionFactory factory;

    ChainConnectionHandle(ChainManagedConnection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    @Override
    public ChainIdentity identity() throws ChainException {
        return associated().adapter().identity();
    }

    @Override
    public Block head() throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().head(Deadline.in(limit)));
    }

    @Override
    public Block block(long number) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(
                this, () -> now.adapter().blocks(number, 1, Deadline.in(limit)).first());
    }

    @Override
    public ChainTraits traits() throws ChainException {
        return associated().adapter().traits();
    }

    @Override
    public CommandReceipt submit(SignedCommand command) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(
                this, () -> ReceiptWait.until(Deadline.in(limit), now.adapter().submit(command)));
    }

    @Override
    public long nextNonce(KeyId account) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().nextNonce(account, Deadline.in(limit)));
    }

    @Override
    public long balance(KeyId coldkey) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().balance(coldkey, Deadline.in(limit)));
    }

    @Override
    public long stake(KeyId hotkey, KeyId coldkey) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().stake(hotkey, coldkey, Deadline.in(limit)));
    }

    @Override
    public Hyperparameters hyperparameters() throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().hyperparameters(Deadline.in(limit)));
    }

    @Override
    public Metagraph metagraph() throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().metagraph(Deadline.in(limit)));
    }

    @Override
    public Metagraph metagraph(long block) throws ChainException {
        ChainManagedConnection now = associated();
        return now.reporting(this, () -> now.adapter().metagraph(block, Deadline.in(limit)));
    }

    @Override
    public ChainConnection within(Duration newLimit) {
        if (newLimit.isNegative() || newLimit.isZero()) {
            throw new IllegalArgumentException("limit must be more than zero, but was " + newLimit);
        }
        limit = newLimit;
        return this;
    }

    @Override
    public void close() {
        closed = true;
        ChainManagedConnection was = connection;
        connection = null;
        if (was != null) {
            was.closed(this);
        }
    }

    /** Remembers whom to ask for another physical connection if this one is taken away. */
    void cameFrom(ConnectionManager newPool, ManagedConnectionFactory newFactory) {
        pool = newPool;
        factory = newFactory;
    }

    /** The physical connection this handle is on, if any. */
    @Nullable
    ChainManagedConnection managed() {
        return connection;
    }

    /** Told by a connection that takes this handle over, or by null that it is on its own for now. */
    void moveTo(@Nullable ChainManagedConnection other) {
        connection = other;
    }

    /** Told by the connection when the server cleans it up: the handle is of no use any more. */
    void invalidate() {
        closed = true;
        connection = null;
    }

    private ChainManagedConnection associated() throws ChainException {
        if (closed) {
            throw new ChainException(Reason.CLOSED, "this connection was closed");
        }
        ChainManagedConnection now = connection;
        return now == null ? associateAgain() : now;
    }

    private ChainManagedConnection associateAgain() throws ChainException {
        try {
            ManagedConnectionFactory from = factory;
            if (from != null && pool instanceof LazyAssociatableConnectionManager lazy) {
                lazy.associateConnection(this, from, null);
            }
        } catch (ResourceException e) {
            throw new ChainException(Reason.UNAVAILABLE, "no connection to the chain: " + e, e);
        }
        ChainManagedConnection now = connection;
        if (now == null) {
            throw new ChainException(Reason.CLOSED, "the server took this connection away");
        }
        return now;
    }
}
