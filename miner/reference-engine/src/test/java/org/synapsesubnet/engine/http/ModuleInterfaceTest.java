package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

/** The binding's details of this engine; that it keeps the interface's rules is the module kit's to say. */
class ModuleInterfaceTest {
    private static final String ASK = """
            {"model":"tiny","messages":[{"role":"user","content":"Hello"}],"options":{"seed":7,"maxTokens":6},"stream":%s}""";
    private static EngineUnderTest engine;

    @BeforeAll
    static void start() throws IOException {
        engine =
                new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16).withParallel(2));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void answersAsItDoesBehindTheOllamaApi() throws Exception {
        JsonNode answer = engine.postJson("/module/v1/inference", ASK.formatted(false));
        JsonNode ollama = engine.postJson("/api/chat", """
                {"model":"tiny","messages":[{"role":"user","content":"Hello"}],"stream":false,
                 "options":{"seed":7,"num_predict":6,"num_ctx":1048576}}""");

        assertThat(answer.path("text").asText())
                .isEqualTo(ollama.path("message").path("content").asText());
        assertThat(answer.path("completionTokens").asInt()).isEqualTo(6);
        assertThat(answer.path("reason").asText()).isEqualTo("length");
        assertThat(answer.path("promptTokens")).isEqualTo(ollama.path("prompt_eval_count"));
    }

    @Test
    void streamsLinesThatEndWithTheResult() throws Exception {
        HttpResponse<String> response = engine.post("/module/v1/inference", ASK.formatted(true));
        List<JsonNode> lines = EngineUnderTest.lines(response.body());

        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        StringBuilder text = new StringBuilder();
        lines.subList(0, lines.size() - 1)
                .forEach(line -> text.append(line.path("text").asText()));
        assertThat(lines.getLast().path("result").path("text").asText()).isEqualTo(text.toString());
    }

    @Test
    void namesItsModelAndSlots() throws Exception {
        JsonNode model =
                engine.getJson("/module/v1/capabilities").path("models").path(0);

        assertThat(model.path("name").asText()).isEqualTo("tiny:latest");
        assertThat(model.path("parallelSlots").asInt()).isEqualTo(2);
        assertThat(model.path("digest").asText())
                .isEqualTo("sha256:"
                        + engine.getJson("/api/tags")
                                .path("models")
                                .path(0)
                                .path("digest")
                                .asText());
    }

    @Test
    void refusesSettingsThatItDoesNotHave() throws Exception {
        HttpResponse<String> response = engine.post("/module/v1/initialize", "{\"configuration\":{\"slots\":3}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"configuration\"");
    }

    @Test
    void refusesAConversationThatLeavesNoRoomForAnAnswer() throws Exception {
        String body =
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(9_000) + "\"}]}";

        HttpResponse<String> response = engine.post("/module/v1/inference", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"messages\"");
    }

    @Test
    void knowsNoOtherPath() throws Exception {
        HttpResponse<String> response = engine.get("/module/v1/other");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"invalid_input\"");
    }
}
