package org.synapsesubnet.axon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An engine on a real socket that does what a test tells it, also what no decent engine would do, and sees how its
 * connections end. It lists one model; a connection serves one request.
 */
final class ScriptedEngine implements AutoCloseable {

    static final String MODEL_DIGEST = "5e".repeat(32);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** What the engine does with a request. */
    interface Script {
        void play(Exchange exchange) throws Exception;
    }

    ScriptedEngine(Script script) throws IOException {
        this.script = script;
        threads.submit(this::acceptAll);
    }

    /** Answers at once with one token and the end. */
    static void answerShortly(Exchange exchange) throws IOException {
        exchange.stream();
        exchange.chunk("{\"response\":\"a\",\"done\":false}\n");
        exchange.chunk("{\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":7}\n");
        exchange.end();
    }

    void play(Script next) {
        script = next;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Request lines in the order of arrival, without those for the list of models. */
    List<String> requests() {
        return requests;
    }

    private Void acceptAll() throws IOException {
        while (true) {
            Socket socket = server.accept();
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws Exception {
        try (socket) {
            var exchange = new Exchange(socket);
            if (exchange.requestLine.startsWith("GET /api/tags")) {
                exchange.json(
                        200,
                        "{\"models\":[{\"name\":\"tiny:latest\",\"details\":{\"families\":[\"llama\"]},"
                                + "\"digest\":\"" + MODEL_DIGEST + "\"}]}");
            } else {
                requests.add(exchange.requestLine);
                script.play(exchange);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** One request and its answer. */
    static final class Exchange {

        final String requestLine;
        final String head;
        final byte[] body;
        private final Socket socket;
        private final OutputStream out;

        private Exchange(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            var bytes = new ByteArrayOutputStream();
            while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("no request");
                }
                bytes.write(b);
            }
            head = bytes.toString(StandardCharsets.ISO_8859_1);
            requestLine = head.lines().findFirst().orElseThrow();
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            body = in.readNBytes(length);
        }

        void json(int status, String json) throws IOException {
            write("HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                    .formatted(status, json.length(), json));
        }

        void stream() throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n");
        }

        void chunk(String text) throws IOException {
            write("%x\r\n%s\r\n".formatted(text.getBytes(StandardCharsets.UTF_8).length, text));
        }

        void end() throws IOException {
            write("0\r\n\r\n");
        }

        void write(String raw) throws IOException {
            out.write(raw.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Returns when the other side closes or resets the connection. */
        void awaitClosing() {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Nothing more is expected to come.
                }
            } catch (IOException e) {
                // A reset is an end as well.
            }
        }

        void waitFor(CountDownLatch latch) throws InterruptedException {
            latch.await();
        }
    }
}
