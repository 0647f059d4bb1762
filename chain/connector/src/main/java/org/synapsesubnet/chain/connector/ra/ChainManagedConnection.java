package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.DissociatableManagedConnection;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.connector.ChainAdapter;

/** One pooled connection. It holds no state of its own, so any number of handles may share it. */
final class ChainManagedConnection implements ManagedConnection, DissociatableManagedConnection {

    private final ChainAdapter adapter;
    private final Duration callLimit;
    private final Set<ChainConnectionHandle> handles = ConcurrentHashMap.newKeySet();
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean destroyed;
    private @Nullable PrintWriter logWriter;

    ChainManagedConnection(ChainAdapter adapter, Duration callLimit) {
        this.adapter = adapter;
        this.callLimit = callLimit;
    }

    /** A call on the chain, as {@link #reporting} runs it. */
    interface Call<T> {
        T answer() throws ChainException;
    }

    /** Runs a call and tells the server if it showed that this connection is of no more use. */
    <T> T reporting(ChainConnectionHandle handle, Call<T> call) throws ChainException {
        try {
            return call.answer();
        } catch (ChainException e) {
            if (e.reason() == Reason.CLOSED) {
                ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, e);
                event.setConnectionHandle(handle);
                listeners.forEach(listener -> listener.connectionErrorOccurred(event));
            }
            throw e;
        }
    }

    ChainAdapter adapter() {
        return adapter;
    }

    boolean isOn(ChainAdapter other) {
        return adapter == other;
    }

    boolean isValid() {
        return !destroyed && adapter.isOpen();
    }

    /** A handle was closed by the application. */
    void closed(ChainConnectionHandle handle) {
        if (handles.remove(handle)) {
            ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
            event.setConnectionHandle(handle);
            listeners.forEach(listener -> listener.connectionClosed(event));
        }
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo info) throws ChainException {
        if (!isValid()) {
            throw new ChainException(Reason.CLOSED, "the chain behind this connection is closed");
        }
        ChainConnectionHandle handle = new ChainConnectionHandle(this, callLimit);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) throws ResourceException {
        if (!(connection instanceof ChainConnectionHandle handle)) {
            throw new ResourceException("not a handle of this adapter: " + connection);
        }
        ChainManagedConnection before = handle.managed();
        if (before != null) {
            before.handles.remove(handle);
        }
        handles.add(handle);
        handle.moveTo(this);
    }

    @Override
    public void dissociateConnections() {
        handles.forEach(handle -> handle.moveTo(null));
        handles.clear();
    }

    @Override
    public void cleanup() {
        handles.forEach(ChainConnectionHandle::invalidate);
        handles.clear();
    }

    @Override
    public void destroy() {
        destroyed = true;
        cleanup();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws NotSupportedException {
        throw new NotSupportedException("a chain takes no part in transactions");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws NotSupportedException {
        throw new NotSupportedException("a chain takes no part in transactions");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new ChainMetaData(adapter.identity());
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }
}
