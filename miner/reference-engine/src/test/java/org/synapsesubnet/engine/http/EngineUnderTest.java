package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;

/** A running engine and a client to it. */
final class EngineUnderTest implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(30);

    final EngineServer server;
    final HttpClient client = HttpClient.newHttpClient();

    EngineUnderTest(EngineOptions options) throws IOException {
        server = EngineServer.start(options);
    }

    URI uri(String path) {
        return server.uri().resolve(path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).timeout(DEADLINE).build(), BodyHandlers.ofString());
    }

    JsonNode getJson(String path) throws IOException, InterruptedException {
        return json(get(path));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(postRequest(path, body), BodyHandlers.ofString());
    }

    HttpRequest postRequest(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(DEADLINE)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    JsonNode postJson(String path, String body) throws IOException, InterruptedException {
        return json(post(path, body));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Call.JSON.readTree(response.body());
    }

    static List<JsonNode> lines(String body) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : body.split("\n")) {
            lines.add(Call.JSON.readTree(line));
        }
        return lines;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
