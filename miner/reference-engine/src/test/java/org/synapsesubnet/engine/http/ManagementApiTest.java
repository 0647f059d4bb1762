package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

/** Models come, are made, and go while the engine runs, and are there again after its restart. */
class ManagementApiTest {

    @TempDir
    private Path folder;

    private EngineUnderTest engine;
    private SmallRegistry registry;
    private String remote;

    @BeforeEach
    void start() throws Exception {
        engine = new EngineUnderTest(options());
        registry = new SmallRegistry();
        registry.model(
                "team/tiny/manifests/1", Files.readAllBytes(TinyFiles.F16), "{\"num_ctx\":300,\"temperature\":0}");
        remote = registry.host() + "/team/tiny:1";
    }

    @AfterEach
    void stop() {
        registry.close();
        engine.close();
    }

    private EngineOptions options() {
        return EngineOptions.serving("unused", TinyFiles.F16).withStore(folder).withModels(Map.of());
    }

    @Test
    void aPullTellsItsProgressAndTheModelAnswersWithItsParameters() throws Exception {
        List<JsonNode> lines = pull();

        assertThat(lines)
                .extracting(line -> line.path("status").asText())
                .startsWith("pulling manifest")
                .endsWith("verifying sha256 digest", "writing manifest", "success");
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("total").asLong()).isEqualTo(Files.size(TinyFiles.F16));
            assertThat(line.path("completed").asLong())
                    .isEqualTo(line.path("total").asLong());
            assertThat(line.path("status").asText())
                    .isEqualTo("pulling " + line.path("digest").asText().substring(7, 19));
        });
        JsonNode listed = engine.getJson("/api/tags").at("/models/0");
        assertThat(listed.path("name").asText()).isEqualTo(remote);
        assertThat(listed.path("digest").asText()).isEqualTo(manifestDigest(registry.host(), "team", "tiny", "1"));
        assertThat(engine.postJson("/api/show", body("model", remote))
                        .path("parameters")
                        .asText())
                .contains("num_ctx", "300");
        String first = answer(remote);
        assertThat(first).isNotEmpty().isEqualTo(answer(remote));
        assertThat(engine.getJson("/api/ps").at("/models/0/context_length").asInt())
                .isEqualTo(300);
    }

    @Test
    void whatWasPulledIsThereAfterARestart() throws Exception {
        pull();
        String before = answer(remote);
        engine.close();

        engine = new EngineUnderTest(options());

        assertThat(answer(remote)).isEqualTo(before);
    }

    @Test
    void aPullThatBrokeOffGoesOnWhereItEnded() throws Exception {
        registry.breakOffAfter = 100_000;
        assertThat(pull().getLast().path("error").asText()).isNotEmpty();
        assertThat(engine.getJson("/api/tags").path("models")).isEmpty();

        assertThat(pull().getLast().path("status").asText()).isEqualTo("success");

        assertThat(registry.ranges).contains("bytes=100000-");
        assertThat(answer(remote)).isNotEmpty();
    }

    @Test
    void bytesThatAreNotWhatTheirDigestSaysAreNotKept() throws Exception {
        registry.corrupt(sha256(TinyFiles.F16));

        assertThat(pull().getLast().path("error").asText()).startsWith("digest mismatch");

        assertThat(engine.getJson("/api/tags").path("models")).isEmpty();
        String weights = sha256(TinyFiles.F16).substring("sha256:".length());
        assertThat(files("blobs")).noneMatch(name -> name.contains(weights));
    }

    @Test
    void whatTheRegistryDoesNotHaveIsNamed() throws Exception {
        List<JsonNode> lines = EngineUnderTest.lines(
                engine.post("/api/pull", "{\"model\":\"" + registry.host() + "/team/none\",\"insecure\":true}")
                        .body());

        assertThat(lines.getLast().path("error").asText()).isEqualTo("pull model manifest: file does not exist");
        JsonNode once =
                engine.postJson("/api/pull", "{\"model\":\"" + remote + "\",\"insecure\":true,\"stream\":false}");
        assertThat(once.path("status").asText()).isEqualTo("success");
    }

    @Test
    void aModelIsMadeOfAFileAndAnotherOfThatOne() throws Exception {
        String digest = sha256(TinyFiles.Q4_0);
        assertThat(blob("HEAD", digest).statusCode()).isEqualTo(404);
        assertThat(blob("POST", digest).statusCode()).isEqualTo(201);
        assertThat(blob("POST", digest).statusCode()).isEqualTo(200);
        assertThat(blob("HEAD", digest).statusCode()).isEqualTo(200);
        assertThat(engine.post("/api/create", """
                {"model":"small","files":{"small.gguf":"%s"}}""".formatted(digest)).body()).contains("success");

        assertThat(engine.post("/api/create", """
                {"model":"short","from":"small","system":"Be brief.","parameters":{"num_ctx":128,"seed":1}}""").body()).contains("success");

        JsonNode shown = engine.postJson("/api/show", body("model", "short"));
        assertThat(shown.path("system").asText()).isEqualTo("Be brief.");
        assertThat(shown.at("/details/parent_model").asText()).isEqualTo("small:latest");
        assertThat(shown.at("/details/quantization_level").asText()).isEqualTo("Q4_0");
        assertThat(engine.postJson("/api/chat", """
                        {"model":"short","messages":[{"role":"user","content":"Hi"}],"_debug_render_only":true}""")
                        .at("/_debug_info/rendered_template")
                        .asText())
                .startsWith("<|im_start|>system\nBe brief.<|im_end|>");
        // Its parts are shared, and go with the last that needs them.
        assertThat(delete("small").statusCode()).isEqualTo(200);
        assertThat(answer("short")).isNotEmpty();
        assertThat(delete("short").statusCode()).isEqualTo(200);
        assertThat(files("blobs")).isEmpty();
        assertThat(delete("short").body()).contains("model 'short:latest' not found");
    }

    @Test
    void aBlobThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
        HttpResponse<String> refused = blob("POST", "sha256:" + "0".repeat(64));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("digest mismatch");
        assertThat(files("blobs")).isEmpty();
        assertThat(blob("POST", "md5:1").body()).contains("invalid digest format");
    }

    @Test
    void noMoreModelsAreLoadedThanMayBe() throws Exception {
        pull();
        engine.post("/api/copy", "{\"source\":\"" + remote + "\",\"destination\":\"other\"}");
        engine.close();
        engine = new EngineUnderTest(options().withMaxLoaded(1));

        engine.postJson("/api/generate", "{\"model\":\"" + remote + "\",\"keep_alive\":-1}");
        engine.postJson("/api/generate", "{\"model\":\"other\",\"keep_alive\":-1}");

        JsonNode loaded = engine.getJson("/api/ps").path("models");
        assertThat(loaded).hasSize(1);
        assertThat(loaded.get(0).path("name").asText()).isEqualTo("other:latest");
    }

    @Test
    void whatItCannotDoIsRefused() throws Exception {
        assertThat(engine.post("/api/create", "{\"model\":\"x\"}").body())
                .contains("neither 'from' or 'files' was specified");
        assertThat(engine.post("/api/create", "{\"model\":\"x\",\"from\":\"none\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(engine.post("/api/create", "{\"model\":\"x\",\"from\":\"a\",\"template\":\"{{.Prompt}}\"}")
                        .body())
                .contains("template: this engine writes turns");
        assertThat(engine.post("/api/pull", "{\"model\":\"../x\"}").statusCode())
                .isEqualTo(400);
    }

    private List<JsonNode> pull() throws Exception {
        return EngineUnderTest.lines(engine.post("/api/pull", "{\"model\":\"" + remote + "\",\"insecure\":true}")
                .body());
    }

    private String answer(String model) throws Exception {
        return engine.postJson(
                        "/api/generate",
                        "{\"model\":\"" + model
                                + "\",\"prompt\":\"Hello\",\"stream\":false,\"options\":{\"num_predict\":6}}")
                .path("response")
                .asText();
    }

    private HttpResponse<String> blob(String method, String digest) throws Exception {
        return engine.client.send(
                HttpRequest.newBuilder(engine.uri("/api/blobs/" + digest))
                        .method(
                                method,
                                method.equals("POST") ? BodyPublishers.ofFile(TinyFiles.Q4_0) : BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String model) throws Exception {
        return engine.client.send(
                HttpRequest.newBuilder(engine.uri("/api/delete"))
                        .method("DELETE", BodyPublishers.ofString(body("model", model)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String body(String field, String value) {
        return "{\"" + field + "\":\"" + value + "\"}";
    }

    private List<String> files(String under) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve(under))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private String manifestDigest(String... path) throws Exception {
        return sha256(folder.resolve("manifests").resolve(Path.of(path[0], path[1], path[2], path[3])))
                .substring("sha256:".length());
    }

    private static String sha256(Path file) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
