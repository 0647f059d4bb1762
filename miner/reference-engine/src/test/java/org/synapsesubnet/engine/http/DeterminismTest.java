package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

class DeterminismTest {

    private static final int REQUESTS = 12;

    static Stream<Path> files() {
        return Stream.of(TinyFiles.F16, TinyFiles.Q4_0);
    }

    @ParameterizedTest
    @MethodSource("files")
    void seedAndOptionsDecideTheTextWhateverRunsBesideIt(Path file) throws Exception {
        List<String> sequential = new ArrayList<>();
        try (EngineUnderTest engine = new EngineUnderTest(EngineOptions.serving("tiny", file))) {
            for (int i = 0; i < REQUESTS; i++) {
                sequential.add(response(engine.post("/api/generate", request(i)).body()));
            }
        }
        List<CompletableFuture<HttpResponse<String>>> parallel = new ArrayList<>();
        try (EngineUnderTest engine =
                new EngineUnderTest(EngineOptions.serving("tiny", file).withParallel(4))) {
            for (int i = 0; i < REQUESTS; i++) {
                parallel.add(engine.client.sendAsync(
                        engine.postRequest("/api/generate", request(i)), BodyHandlers.ofString()));
            }
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(response(parallel.get(i).get().body())).isEqualTo(sequential.get(i));
            }
        }
        assertThat(sequential).doesNotHaveDuplicates();
    }

    /** The prompts share a beginning, so that slots meet caches that other requests left. */
    private static String request(int i) {
        return """
            {"model":"tiny","prompt":"Once upon a time number %d","stream":false,
             "options":{"seed":%d,"num_predict":100,"temperature":0.9,"repeat_penalty":1.1}}""".formatted(i, i);
    }

    private static String response(String body) throws Exception {
        return Call.JSON.readTree(body).get("response").asText();
    }
}
