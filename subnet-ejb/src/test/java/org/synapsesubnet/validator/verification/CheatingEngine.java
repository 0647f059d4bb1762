package org.synapsesubnet.validator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Stands where a miner's engine should, has the real one behind it, and changes what goes through. */
final class CheatingEngine implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final URI engine;
    private final Cheat cheat;

    /**
     * What a cheat does to a chat.
     *
     * @param question changes what the engine is asked
     * @param answer changes the lines of its answer
     */
    record Cheat(UnaryOperator<ObjectNode> question, UnaryOperator<List<ObjectNode>> answer) {

        static Cheat withAnswer(UnaryOperator<List<ObjectNode>> answer) {
            return new Cheat(UnaryOperator.identity(), answer);
        }
    }

    CheatingEngine(URI engine, Cheat cheat) throws IOException {
        this.engine = engine;
        this.cheat = cheat;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean chat = exchange.getRequestURI().getPath().equals("/api/chat");
            if (chat) {
                ObjectNode question = (ObjectNode) OllamaClient.JSON.readTree(body);
                body = cheat.question().apply(question).toString().getBytes(UTF_8);
            }
            HttpRequest request = HttpRequest.newBuilder(engine.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            byte[] answer = response.body();
            if (chat) {
                StringBuilder lines = new StringBuilder();
                cheat.answer()
                        .apply(lines(answer))
                        .forEach(line -> lines.append(line).append('\n'));
                answer = lines.toString().getBytes(UTF_8);
            }
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ObjectNode> lines(byte[] answer) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : new String(answer, UTF_8).split("\n")) {
            lines.add((ObjectNode) OllamaClient.JSON.readTree(line));
        }
        return lines;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
