package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ManagedConnectionFactory;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/** The connection factory that business code finds in JNDI; it asks the server's pool. */
public class PooledChainConnectionFactory implements ChainConnectionFactory {

    private static final long serialVersionUID = 1L;

    private final ManagedConnectionFactory factory;
    private final ConnectionManager pool;
    private @Nullable Reference reference;

    PooledChainConnectionFactory(ManagedConnectionFactory factory, ConnectionManager pool) {
        this.factory = factory;
        this.pool = pool;
    }

    @Override
    public ChainConnection getConnection() throws ChainException {
        try {
            ChainConnectionHandle handle = (ChainConnectionHandle) pool.allocateConnection(factory, null);
            handle.cameFrom(pool, factory);
            return handle;
        } catch (ChainException e) {
            throw e;
        } catch (ResourceException e) {
            throw reasonOf(e);
        }
    }

    /** Pools wrap what the adapter threw; the adapter's own reason is worth more. */
    private static ChainException reasonOf(ResourceException fromPool) {
        for (Throwable cause = fromPool.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ChainException ours) {
                return new ChainException(ours.reason(), String.valueOf(ours.getMessage()), fromPool);
            }
        }
        return new ChainException(Reason.UNAVAILABLE, "no connection to the chain: " + fromPool, fromPool);
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    @Override
    public Reference getReference() throws NamingException {
        Reference bound = reference;
        if (bound == null) {
            throw new NamingException("the server gave this connection factory no reference");
        }
        return bound;
    }
}
