package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One HTTP request and its answer. */
final class Call {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What is still read of a body that was refused, so that the caller gets to read why. */
    private static final long MAX_DRAINED = 64L << 20;

    private final HttpExchange exchange;
    private final int maxBody;
    private boolean begun;

    Call(HttpExchange exchange, int maxBody) {
        this.exchange = exchange;
        this.maxBody = maxBody;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** Whether the status line is out, so that an error can only follow in the body. */
    boolean begun() {
        return begun;
    }

    /** The body as a JSON object. */
    Fields json() throws IOException, ApiException {
        byte[] body = body();
        if (body.length == 0) {
            throw ApiException.badRequest("missing request body");
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node instanceof ObjectNode object) {
                return new Fields(object, "");
            }
            throw ApiException.badRequest("request body: a JSON object is needed");
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("request body is no valid JSON: " + e.getOriginalMessage());
        }
    }

    /** The body as it comes, of any length. */
    InputStream stream() {
        return exchange.getRequestBody();
    }

    byte[] body() throws IOException, ApiException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            drain(in);
            throw new ApiException(413, "request body: more than " + maxBody + " bytes, but at most that are allowed");
        }
        return body;
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long drained = 0;
        for (int count = in.read(buffer); count >= 0 && drained < MAX_DRAINED; count = in.read(buffer)) {
            drained += count;
        }
    }

    void send(int status, JsonNode answer) throws IOException {
        send(status, "application/json; charset=utf-8", JSON.writeValueAsBytes(answer));
    }

    void send(int status, String contentType, byte[] answer) throws IOException {
        begun = true;
        exchange.getResponseHeaders().set("Content-Type", contentType);
        boolean headOnly = method().equals("HEAD");
        exchange.sendResponseHeaders(status, headOnly || answer.length == 0 ? -1 : answer.length);
        if (!headOnly) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    void sendNothing(int status) throws IOException {
        begun = true;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    void sendText(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins an answer whose length isn't known; each flush sends a chunk. */
    OutputStream begin(String contentType) throws IOException {
        begun = true;
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }
}
