package org.synapsesubnet.engine;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.catalogue.ModelName;
import org.synapsesubnet.engine.catalogue.Room;
import org.synapsesubnet.engine.catalogue.ServedModel;
import org.synapsesubnet.engine.catalogue.Serving;
import org.synapsesubnet.engine.catalogue.StoredModels;
import org.synapsesubnet.engine.http.EngineHandler;
import org.synapsesubnet.engine.store.ModelStore;

/** A running engine: models behind the Ollama and OpenAI APIs on one port. */
public final class EngineServer implements AutoCloseable {

    /** Without it each token would wait for the caller's delayed acknowledgement of the one before, some 40 ms. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private static final int BACKLOG = 1024;

    private final Catalogue catalogue;
    private final HttpServer server;
    private final ExecutorService callers;
    private final ScheduledExecutorService sweeper;

    private EngineServer(
            Catalogue catalogue, HttpServer server, ExecutorService callers, ScheduledExecutorService sweeper) {
        this.catalogue = catalogue;
        this.server = server;
        this.callers = callers;
        this.sweeper = sweeper;
    }

    /**
     * Opens the models and listens.
     *
     * @throws IOException if a file can't be served or the port is taken; the message tells which and why
     */
    public static EngineServer start(EngineOptions options) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        InstantSource clock = Clock.systemUTC();
        Serving serving = new Serving(
                options.parallel(),
                options.waiting(),
                options.context(),
                options.tokenDelay(),
                options.keepAlive(),
                new Room(options.maxLoaded()),
                clock);
        Optional<ModelStore> store = options.store().isPresent()
                ? Optional.of(new ModelStore(options.store().get()))
                : Optional.empty();
        Catalogue catalogue =
                new Catalogue(open(options, serving), store.map(folder -> new StoredModels(folder, serving)));
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
        }
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(callers);
        server.createContext("/", new EngineHandler(catalogue, store, options.maxBody(), clock));
        ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("engine-sweeper").factory());
        var ignored =
                sweeper.scheduleWithFixedDelay(() -> catalogue.all().forEach(ModelHost::sweep), 1, 1, TimeUnit.SECONDS);
        server.start();
        return new EngineServer(catalogue, server, callers, sweeper);
    }

    private static List<ModelHost> open(EngineOptions options, Serving serving) throws IOException {
        List<ModelHost> hosts = new ArrayList<>();
        for (Map.Entry<String, Path> entry : options.models().entrySet()) {
            hosts.add(serving.host(ServedModel.open(ModelName.of(entry.getKey()), entry.getValue())));
        }
        return hosts;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of its root. */
    public URI uri() {
        return URI.create("http://" + server.getAddress().getHostString() + ":" + port());
    }

    /** Answers being made now, over all models. */
    public int running() {
        return catalogue.all().stream().mapToInt(host -> host.slots().running()).sum();
    }

    /** Requests that wait for a slot, over all models. */
    public int waiting() {
        return catalogue.all().stream().mapToInt(host -> host.slots().waiting()).sum();
    }

    /** Stops at once: running answers end, callers see the connection close. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        catalogue.close();
        server.stop(0);
        callers.shutdownNow();
    }
}
