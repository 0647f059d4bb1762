package org.synapsesubnet.tests.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application seen from outside, with and without the operator's key. */
record Face(int port) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path KEY = Path.of("var", "credentials", "operator.api-key");
    private static final int OK = 200;

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> getAsOperator(String path) throws IOException, InterruptedException {
        return HTTP.send(asOperator(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(withBody(request(path), json), BodyHandlers.ofString());
    }

    HttpResponse<String> postAsOperator(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(withBody(asOperator(path), json), BodyHandlers.ofString());
    }

    /** @param idempotencyKey by which the server recognises the same request */
    HttpResponse<String> postOnceAsOperator(String path, String json, String idempotencyKey)
            throws IOException, InterruptedException {
        return HTTP.send(
                withBody(asOperator(path).header("Idempotency-Key", idempotencyKey), json), BodyHandlers.ofString());
    }

    HttpResponse<String> deleteAsOperator(String path) throws IOException, InterruptedException {
        return HTTP.send(asOperator(path).DELETE().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postWithKey(String key, String path, String json) throws IOException, InterruptedException {
        return HTTP.send(withBody(withKey(path, key), json), BodyHandlers.ofString());
    }

    /** Answers as soon as the head is there; closing the lines before they end closes the connection. */
    Stream<String> streamAsOperator(String path, String json) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = HTTP.send(withBody(asOperator(path), json), BodyHandlers.ofLines());
        if (answer.statusCode() != OK) {
            try (Stream<String> lines = answer.body()) {
                throw new IOException(answer.statusCode() + " " + lines.collect(Collectors.joining()));
            }
        }
        return answer.body();
    }

    HttpResponse<String> putAsOperator(String path, String json, String entityTag)
            throws IOException, InterruptedException {
        HttpRequest request = asOperator(path)
                .header("Content-Type", "application/json")
                .header("If-Match", entityTag)
                .PUT(BodyPublishers.ofString(json))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpRequest.Builder asOperator(String path) throws IOException {
        return withKey(path, Files.readString(KEY).strip());
    }

    private HttpRequest.Builder withKey(String path, String key) {
        return request(path).header("Authorization", "Bearer " + key);
    }

    private static HttpRequest withBody(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
