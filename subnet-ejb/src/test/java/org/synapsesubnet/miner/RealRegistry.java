package org.synapsesubnet.miner;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.container.Outside;
import org.synapsesubnet.container.RealEngine;

/** Debian's {@code docker-registry} on another machine, as far as containers can tell. */
final class RealRegistry implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String OLLAMA = "application/vnd.ollama.image.";

    private final HttpClient client = HttpClient.newHttpClient();
    private static final int PORT = 5000;

    private final Outside outside;
    private final Process process;

    /** The test ends here where there is none. */
    RealRegistry(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            RealEngine.missing("docker-registry");
        }
        outside = new Outside();
        Path settings = folder.resolve("registry.yml");
        Files.writeString(settings, """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "%s", secret: test}
                """.formatted(folder.resolve("registry"), host()));
        process = new ProcessBuilder(outside.command(PROGRAM.toString(), "serve", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> send("GET", uri(""), new byte[0], "").statusCode() == 200);
    }

    String host() {
        return address() + ":" + PORT;
    }

    String address() {
        return outside.address();
    }

    int port() {
        return PORT;
    }

    /** Sends it a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /**
     * Gives a model of one file a name in the registry.
     *
     * @return the digest of its manifest
     */
    String push(String repository, String tag, Path gguf) throws IOException, InterruptedException {
        byte[] config = "{\"model_format\":\"gguf\",\"model_family\":\"llama\"}".getBytes(StandardCharsets.UTF_8);
        byte[] weights = Files.readAllBytes(gguf);
        byte[] manifest = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"%smodel","digest":"%s","size":%d}]}""".formatted(
                        MANIFEST,
                        blob(repository, config),
                        config.length,
                        OLLAMA,
                        blob(repository, weights),
                        weights.length)
                .getBytes(StandardCharsets.UTF_8);
        expect(201, send("PUT", uri(repository + "/manifests/" + tag), manifest, MANIFEST));
        return Sha256.hexOf(manifest);
    }

    private String blob(String repository, byte[] bytes) throws IOException, InterruptedException {
        String digest = "sha256:" + Sha256.hexOf(bytes);
        HttpResponse<String> begun = expect(202, send("POST", uri(repository + "/blobs/uploads/"), new byte[0], ""));
        String place = begun.headers().firstValue("Location").orElseThrow();
        URI upload = uri("").resolve(place + (place.contains("?") ? "&" : "?") + "digest=" + digest);
        expect(201, send("PUT", upload, bytes, "application/octet-stream"));
        return digest;
    }

    private URI uri(String path) {
        return URI.create("http://" + host() + "/v2/" + path);
    }

    private HttpResponse<String> send(String method, URI uri, byte[] body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer + ": " + answer.body());
        }
        return answer;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        client.close();
        outside.close();
    }
}
