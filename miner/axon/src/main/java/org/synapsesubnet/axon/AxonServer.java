package org.synapsesubnet.axon;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.session.SessionAcceptor;
import org.synapsesubnet.api.session.SessionHeaders;
import org.synapsesubnet.axon.admission.BodyReader;
import org.synapsesubnet.axon.admission.Gate;
import org.synapsesubnet.axon.admission.RequestGuard;
import org.synapsesubnet.axon.admission.RequestRate;
import org.synapsesubnet.axon.admission.ServedValidators;
import org.synapsesubnet.axon.admission.SessionBook;
import org.synapsesubnet.axon.admission.SessionRoute;
import org.synapsesubnet.axon.connection.Peer;
import org.synapsesubnet.axon.connection.PeerAwareHttp1;
import org.synapsesubnet.axon.ledger.ReceiptLedger;
import org.synapsesubnet.axon.ledger.ReceiptRoutes;
import org.synapsesubnet.axon.ledger.ReceiptStore;
import org.synapsesubnet.axon.queue.SlotQueue;
import org.synapsesubnet.axon.relay.InferenceRoute;
import org.synapsesubnet.axon.relay.ModelCatalog;
import org.synapsesubnet.axon.relay.ReadRoute;
import org.synapsesubnet.axon.relay.Upstream;
import org.synapsesubnet.axon.share.Shares;
import org.synapsesubnet.axon.tls.ServerTls;
import org.synapsesubnet.axon.watch.AxonMetrics;
import org.synapsesubnet.axon.watch.StatusRoute;

/**
 * A running axon: the small server that stands in front of a miner's engine and lets nothing through but inference, for
 * validators that it knows, in sessions that their hotkeys signed. Every request is served on a virtual thread.
 */
public final class AxonServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AxonServer.class.getName());
    private static final int MAX_CONNECTIONS = 1_024;
    /** With TLS each connection has four buffers of 17 KB, and an engine. */
    private static final int TLS_CONNECTION_BYTES = 128 * 1_024;

    private static final int LEAST_TLS_CONNECTIONS = 64;
    private static final int MAX_HEADER_BYTES = 16_384;

    private final AxonOptions options;
    private final ServedValidators validators;
    private final SlotQueue queue;
    private final RequestRate rate;
    private final AxonMetrics metrics;
    private final ReceiptStore store;
    private final ReceiptLedger ledger;
    private final Upstream upstream;
    private final ModelCatalog models;
    private final ScheduledExecutorService ticks;
    private final WebServer web;

    private AxonServer(AxonOptions options, InstantSource clock) throws IOException {
        this.options = options;
        validators = new ServedValidators(options.admission().allowed());
        var random = new SecureRandom();
        queue = new SlotQueue(
                options.engine().slots(),
                options.queue().places(),
                options.queue().longestWait(),
                validators.shares());
        rate = new RequestRate(options.admission().requestsPerMinute(), validators.shares(), System::nanoTime);
        metrics = new AxonMetrics(queue);
        store = ReceiptStore.open(options.receipts().file(), random);
        ledger = new ReceiptLedger(
                options.miner().hotkey(),
                options.miner().subnet(),
                clock,
                options.receipts().remembered(),
                store);
        upstream = new Upstream(options.engine().upstream(), options.engine().deadlines());
        models = new ModelCatalog(upstream);
        ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("axon-ticks").factory());
        web = webServer(routing(clock, random));
    }

    /**
     * Starts an axon by the system's clock.
     *
     * @throws IOException when the receipts can't be read
     * @throws IllegalStateException when the port can't be had
     */
    public static AxonServer start(AxonOptions options) throws IOException {
        return start(options, Clock.systemUTC());
    }

    static AxonServer start(AxonOptions options, InstantSource clock) throws IOException {
        HelidonLogs.quieten();
        var axon = new AxonServer(options, clock);
        axon.web.start();
        // Helidon logs why it can't listen, and returns.
        if (!axon.web.isRunning()) {
            axon.close();
            throw new IllegalStateException(
                    "can't listen on " + options.listen().address() + ": is the port taken?");
        }
        var unused = axon.ticks.scheduleAtFixedRate(axon::signHead, 1, 1, TimeUnit.SECONDS);
        return axon;
    }

    private HttpRouting.Builder routing(InstantSource clock, SecureRandom random) {
        var acceptor =
                new SessionAcceptor(options.miner().hotkey(), options.miner().subnet(), validators, clock, random);
        var sessions = new SessionBook(acceptor, clock);
        // A third of the heap for bodies leaves room for everything else, whatever the queue's bound.
        int maxBodyBytes = options.admission().maxBodyBytes();
        long bodyMemory = Math.max(maxBodyBytes, Runtime.getRuntime().maxMemory() / 3);
        var gate = new Gate(new RequestGuard(sessions, clock), new BodyReader(maxBodyBytes, bodyMemory), rate);
        var inference = new InferenceRoute(gate, queue, upstream, models, ledger, metrics);
        var reads = new ReadRoute(gate, upstream);

        HttpRouting.Builder routing = HttpRouting.builder();
        routing.addFilter((chain, request, response) -> {
            Peer peer = Peer.current();
            chain.proceed();
            // A body that nobody read is read and dropped after this, still against the sender's clock.
            if (request.content().consumed()) {
                peer.requestTaken();
            }
        });
        routing.post(SessionHeaders.SESSIONS_PATH, new SessionRoute(sessions))
                .register("/axon/v1/receipts", new ReceiptRoutes(gate, ledger))
                .get(
                        "/axon/v1/status",
                        new StatusRoute(hotkey(), options.miner().subnet(), queue, models))
                .get(
                        "/metrics",
                        (request, response) -> Replies.send(
                                response,
                                Status.OK_200,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.toPrometheusText()))
                .post("/api/chat", inference.to("/api/chat"))
                .post("/api/generate", inference.to("/api/generate"))
                .post("/api/show", reads.to("POST", "/api/show"))
                .get("/api/tags", reads.to("GET", "/api/tags"))
                .get("/api/ps", reads.to("GET", "/api/ps"))
                .get("/api/version", reads.to("GET", "/api/version"))
                .any((request, response) -> {
                    throw new RefusedException(404, "not_found", "the axon has no such resource");
                });
        new ErrorReplies(metrics).addTo(routing);
        return routing;
    }

    private WebServer webServer(HttpRouting.Builder routing) {
        var http1 = Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(MAX_HEADER_BYTES)
                        .sendKeepAliveHeader(false)
                        .receiveLog(false)
                        .sendLog(false)
                        .build())
                .build();
        var server = WebServer.builder();
        options.listen().tls().map(ServerTls::of).ifPresent(server::tls);
        return server.bindAddress(options.listen().address())
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(200))
                .maxTcpConnections(mostConnections())
                .writeBufferSize(0)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        new PeerAwareHttp1(http1, options.listen().senders()))
                .addRouting(routing)
                .build();
    }

    /** A third of the heap for what TLS needs, so that strangers who only connect can't use it up. */
    private int mostConnections() {
        if (options.listen().tls().isEmpty()) {
            return MAX_CONNECTIONS;
        }
        long affordable = Runtime.getRuntime().maxMemory() / 3 / TLS_CONNECTION_BYTES;
        return Math.clamp(affordable, LEAST_TLS_CONNECTIONS, MAX_CONNECTIONS);
    }

    private void signHead() {
        try {
            ledger.head();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the head of the receipts could not be signed", e);
        }
    }

    /** The port that the axon listens on. */
    public int port() {
        return web.port();
    }

    /**
     * Serves these validators too, instead of those that were named here before, and divides the axon anew; open
     * sessions go on.
     *
     * @param stakes of each, rao
     */
    public void serve(Map<Hotkey, Long> stakes) {
        if (validators.byChain(stakes)) {
            Shares shares = validators.shares();
            queue.share(shares);
            rate.share(shares);
        }
    }

    public Hotkey hotkey() {
        return options.miner().hotkey().hotkey();
    }

    /** Stops at once: running answers are cut off, their engines' work is cancelled. */
    @Override
    public void close() {
        ticks.shutdownNow();
        if (web.isRunning()) {
            web.stop();
        }
        upstream.close();
        try {
            store.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the receipts' file did not close: {0}", e.getMessage());
        }
    }
}
