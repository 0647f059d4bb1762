package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/** Makes the physical connections that the server pools. All connections of one adapter are alike. */
@ConnectionDefinition(
        connectionFactory = ChainConnectionFactory.class,
        connectionFactoryImpl = PooledChainConnectionFactory.class,
        connection = ChainConnection.class,
        connectionImpl = ChainConnectionHandle.class)
public class ChainManagedConnectionFactory
        implements ManagedConnectionFactory, ResourceAdapterAssociation, ValidatingManagedConnectionFactory {

    private static final long serialVersionUID = 1L;

    @ConfigProperty(
            defaultValue = "5000",
            description = "Milliseconds in which each call on a connection ends, 1 to 600000.")
    private Long callTimeoutMillis = 5_000L;

    private @Nullable ChainResourceAdapter resourceAdapter;
    private transient @Nullable PrintWriter logWriter;

    @Override
    public Object createConnectionFactory(ConnectionManager pool) throws ResourceException {
        if (callTimeoutMillis < 1 || callTimeoutMillis > 600_000) {
            throw new InvalidPropertyException("callTimeoutMillis must be 1 to 600000, but was " + callTimeoutMillis);
        }
        return new PooledChainConnectionFactory(this, pool);
    }

    @Override
    public Object createConnectionFactory() throws ResourceException {
        return createConnectionFactory(new UnpooledConnections());
    }

    @Override
    public ManagedConnection createManagedConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        ChainResourceAdapter adapter = resourceAdapter;
        if (adapter == null) {
            throw new ChainException(Reason.CLOSED, "the connection factory belongs to no resource adapter");
        }
        return new ChainManagedConnection(adapter.chain().adapter(), Duration.ofMillis(callTimeoutMillis));
    }

    @Override
    public @Nullable ManagedConnection matchManagedConnections(
            @SuppressWarnings("rawtypes") Set candidates,
            @Nullable Subject subject,
            @Nullable ConnectionRequestInfo info) {
        for (Object candidate : candidates) {
            if (candidate instanceof ChainManagedConnection connection && servesThisFactory(connection)) {
                return connection;
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Set getInvalidConnections(Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object candidate : connections) {
            if (candidate instanceof ChainManagedConnection connection && !connection.isValid()) {
                invalid.add(connection);
            }
        }
        return invalid;
    }

    private boolean servesThisFactory(ChainManagedConnection connection) {
        ChainResourceAdapter adapter = resourceAdapter;
        try {
            return connection.isValid()
                    && adapter != null
                    && connection.isOn(adapter.chain().adapter());
        } catch (ChainException stopped) {
            return false;
        }
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (!(adapter instanceof ChainResourceAdapter chain)) {
            throw new InvalidPropertyException("resourceAdapter must be a ChainResourceAdapter, but was " + adapter);
        }
        resourceAdapter = chain;
    }

    /** Kept for the server's sake; the adapter logs through the logging facade. */
    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    public Long getCallTimeoutMillis() {
        return callTimeoutMillis;
    }

    public void setCallTimeoutMillis(Long callTimeoutMillis) {
        this.callTimeoutMillis = callTimeoutMillis;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChainManagedConnectionFactory that
                && callTimeoutMillis.equals(that.callTimeoutMillis)
                && Objects.equals(resourceAdapter, that.resourceAdapter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(callTimeoutMillis, resourceAdapter);
    }
}
