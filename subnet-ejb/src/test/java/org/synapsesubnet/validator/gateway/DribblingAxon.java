package org.synapsesubnet.validator.gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;

/** An axon that begins every answer at once and never ends one. */
final class DribblingAxon implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    DribblingAxon() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            ScriptedAxon.write(exchange, "{");
            try {
                over.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    AxonEndpoint announced() {
        KeyId hotkey = KeyId.ofAddress("0x" + "0e".repeat(20));
        return new AxonEndpoint("127.0.0.1", server.getAddress().getPort(), "", hotkey);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
