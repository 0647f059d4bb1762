package org.synapsesubnet.axon;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An engine that takes no time: answers at once, on connections that stay open. */
final class FastEngine implements AutoCloseable {

    static final byte[] WHOLE =
            "{\"model\":\"fast\",\"prompt\":\"hi\",\"stream\":false}".getBytes(StandardCharsets.UTF_8);
    static final byte[] STREAMED = "{\"model\":\"fast\",\"prompt\":\"hi\"}".getBytes(StandardCharsets.UTF_8);

    private static final int PIECES = 20;
    private static final byte[] ANSWER =
            "{\"response\":\"hello\",\"done\":true,\"prompt_eval_count\":1,\"eval_count\":1}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] PIECE =
            "{\"model\":\"fast\",\"response\":\"hello\",\"done\":false}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END =
            "{\"done\":true,\"prompt_eval_count\":1,\"eval_count\":20}\n".getBytes(StandardCharsets.UTF_8);

    private final WebServer web = WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .addRouting(HttpRouting.builder()
                    .get("/api/tags", (request, response) -> response.send("{\"models\":[]}"))
                    .post("/api/generate", FastEngine::answer))
            .build()
            .start();

    private static void answer(ServerRequest request, ServerResponse response) throws IOException {
        if (request.content().as(byte[].class).length == WHOLE.length) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json").send(ANSWER);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/x-ndjson");
        try (OutputStream out = response.outputStream()) {
            for (int i = 0; i < PIECES; i++) {
                out.write(PIECE);
                out.flush();
            }
            out.write(END);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + web.port());
    }

    @Override
    public void close() {
        web.stop();
    }
}
