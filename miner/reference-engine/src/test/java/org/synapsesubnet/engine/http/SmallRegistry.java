package org.synapsesubnet.engine.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of an OCI registry that a pull needs, with faults to order. The fleet's tests have a whole registry. */
final class SmallRegistry implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();

    /** What ranges were asked for, "" for none. */
    final List<String> ranges = new CopyOnWriteArrayList<>();

    /** The next blob breaks off after so many bytes; 0 for none. */
    volatile int breakOffAfter;

    SmallRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/", this::answer);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String add(byte[] blob) throws Exception {
        String digest = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(blob));
        blobs.put(digest, blob);
        return digest;
    }

    /** Something else than the digest says. */
    void corrupt(String digest) {
        blobs.computeIfPresent(digest, (known, blob) -> {
            byte[] other = blob.clone();
            other[other.length - 1] ^= 1;
            return other;
        });
    }

    void model(String path, byte[] weights, String parameters) throws Exception {
        String config = "{\"model_format\":\"gguf\"}";
        manifests.put(path, """
                {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.ollama.image.model","digest":"%s","size":%d},
                           {"mediaType":"application/vnd.ollama.image.params","digest":"%s","size":%d}]}""".formatted(
                add(config.getBytes()),
                config.length(),
                add(weights),
                weights.length,
                add(parameters.getBytes()),
                parameters.length()).getBytes());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String last = path.substring(path.lastIndexOf('/') + 1);
            byte[] found = path.contains("/blobs/") ? blobs.get(last) : manifests.get(path.substring(4));
            if (found == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (path.contains("/blobs/")) {
                ranges.add(range == null ? "" : range);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, found.length - start);
            int end = breakOffAfter > 0 && found.length > breakOffAfter ? breakOffAfter : found.length;
            breakOffAfter = end < found.length ? 0 : breakOffAfter;
            exchange.getResponseBody().write(Arrays.copyOfRange(found, start, end));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
