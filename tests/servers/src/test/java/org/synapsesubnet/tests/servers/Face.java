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

/** The application seen from outside, with and without the operator's key. */
record Face(int port) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path KEY = Path.of("var", "credentials", "operator.api-key");

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
        return request(path)
                .header("Authorization", "Bearer " + Files.readString(KEY).strip());
    }

    private static HttpRequest withBody(HttpRequest.Builder request, String json) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
