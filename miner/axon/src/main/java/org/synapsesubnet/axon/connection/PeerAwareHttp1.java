package org.synapsesubnet.axon.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/** Helidon's HTTP/1.1, with a {@link Peer} behind every connection. */
public final class PeerAwareHttp1 implements ServerConnectionSelector {

    private final Http1ConnectionSelector http1;
    private final SenderLimits limits;

    public PeerAwareHttp1(Http1ConnectionSelector http1, SenderLimits limits) {
        this.http1 = http1;
        this.limits = limits;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var peer = new Peer();
        var input = new WatchedInput(context.dataReader(), peer, limits);
        input.start();
        return new PeerConnection(http1.connection(new WatchedContext(context, input)), peer);
    }

    /** Helidon runs the handlers of a connection on the thread that handles it; this is where they find the peer. */
    private record PeerConnection(ServerConnection http1, Peer peer) implements ServerConnection {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            peer.serveOnThisThread();
            try {
                http1.handle(limit);
            } finally {
                Peer.leaveThisThread();
            }
        }

        @Override
        public Duration idleTime() {
            // Idle connections end by SenderLimits; Helidon's own clock would also end long answers.
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            http1.close(interrupt);
        }
    }
}
