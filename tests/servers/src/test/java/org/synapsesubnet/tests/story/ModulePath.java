package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an operator does with one module over HTTP, from a folder to a published release. */
final class ModulePath {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningSubnet subnet;
    private final String module;

    /** @param name of the module, which is registered with this */
    ModulePath(RunningSubnet subnet, String name) throws IOException, InterruptedException {
        this.subnet = subnet;
        this.module = "/modules/" + name;
        post("/modules", Map.of("name", name, "type", "docker"), 201);
    }

    /** Uploads a folder as it lies there and returns the build that this begins. */
    String upload(Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-c", "-C", folder.toString(), ".")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream archive = tar.getInputStream()) {
            HttpResponse<String> answer = subnet.send(
                    subnet.request(module + "/builds")
                            .header("Content-Type", "application/x-tar")
                            .POST(BodyPublishers.ofInputStream(() -> archive))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            String build = JSON.readTree(answer.body()).path("id").asText();
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(module + "/builds/" + build);
            return build;
        }
    }

    /** A build's server-sent events, line by line to their end. */
    List<String> log(String build, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = subnet.request(module + "/builds/" + build + "/log")
                .timeout(PATIENCE)
                .header("Accept", "text/event-stream");
        HttpRequest question =
                headers.length == 0 ? request.build() : request.headers(headers).build();
        HttpResponse<Stream<String>> answer = subnet.send(question, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        try (Stream<String> lines = answer.body()) {
            return lines.toList();
        }
    }

    /** Makes a draft of a release from a build; pushes its image. */
    JsonNode release(String build, String version) throws IOException, InterruptedException {
        return post(
                module + "/builds/" + build + "/release",
                Map.of(
                        "version",
                        version,
                        "interfaceVersion",
                        "1.0",
                        "resources",
                        Map.of("memoryBytes", 192 << 20, "cpuMillis", 1000)),
                201);
    }

    /** Has a release verified and returns its signed passport. */
    JsonNode verify(String version) throws IOException, InterruptedException {
        String release = module + "/releases/" + version;
        post(release + "/verification", Map.of(), 202);
        await("the verification of " + version)
                .atMost(PATIENCE)
                .until(() -> !subnet.json(release + "/verification")
                        .path("state")
                        .asText()
                        .equals("running"));
        JsonNode verification = subnet.json(release + "/verification");
        assertThat(verification.path("state").asText())
                .as(verification.toPrettyString())
                .isEqualTo("passed");
        return subnet.json(release + "/passport");
    }

    void sign(String version) throws IOException, InterruptedException {
        post(module + "/releases/" + version + "/signatures", Map.of(), 200);
    }

    void publish(String version, int status) throws IOException, InterruptedException {
        put(module + "/releases/" + version + "/state", Map.of("state", "published"), status);
    }

    JsonNode deployment(String name) throws IOException, InterruptedException {
        return subnet.json(module + "/deployments/" + name);
    }

    void install(String name, String version, int replicas) throws IOException, InterruptedException {
        post(
                module + "/deployments",
                Map.of(
                        "name",
                        name,
                        "version",
                        version,
                        "host",
                        "here",
                        "models",
                        List.of("tiny"),
                        "slots",
                        2,
                        "replicas",
                        replicas),
                201);
    }

    /** Begins a roll-out whose first wave is half of the replicas. */
    void rollOut(String name, String version) throws IOException, InterruptedException {
        post(
                module + "/deployments/" + name + "/rollouts",
                Map.of("version", version, "waves", List.of(50, 100), "soakSeconds", 1, "readySeconds", 10),
                202);
    }

    void uninstall(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = subnet.send(
                subnet.request(module + "/deployments/" + name).DELETE().build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    JsonNode post(String path, Map<String, ?> body, int status) throws IOException, InterruptedException {
        return send("POST", path, body, status);
    }

    JsonNode put(String path, Map<String, ?> body, int status) throws IOException, InterruptedException {
        return send("PUT", path, body, status);
    }

    private JsonNode send(String method, String path, Map<String, ?> body, int status)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = subnet.send(
                subnet.request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
