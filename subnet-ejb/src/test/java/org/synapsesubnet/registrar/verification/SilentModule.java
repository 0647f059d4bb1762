package org.synapsesubnet.registrar.verification;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A module that says it is ready, and nothing else: run in containers. */
final class SilentModule {
    private SilentModule() {}

    public static void main(String... args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("0.0.0.0", 8080), 0);
        byte[] ready = "{\"state\":\"ready\"}".getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {"/module/v1/health", "/module/v1/initialize"}) {
            server.createContext(path, exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, ready.length);
                exchange.getResponseBody().write(ready);
                exchange.close();
            });
        }
        server.start();
    }
}
