package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

class OllamaApiTest {

    private static EngineUnderTest engine;

    @BeforeAll
    static void start() throws Exception {
        engine =
                new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16).withParallel(2));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void saysThatOllamaIsRunning() throws Exception {
        assertThat(engine.get("/").body()).isEqualTo("Ollama is running");
    }

    @Test
    void streamsAChatLineByLineAndEndsWithTheCounts() throws Exception {
        var response = engine.post("/api/chat", """
                {"model":"tiny","messages":[{"role":"user","content":"Hello"}],"options":{"num_predict":5,"seed":1}}""");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        List<JsonNode> lines = EngineUnderTest.lines(response.body());
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst().at("/message/role").asText()).isEqualTo("assistant");
        assertThat(lines.getFirst().at("/message/content").asText()).isNotEmpty();
        assertThat(lines.getFirst().get("done").asBoolean()).isFalse();
        JsonNode last = lines.getLast();
        assertThat(last.get("done").asBoolean()).isTrue();
        assertThat(last.get("done_reason").asText()).isEqualTo("length");
        assertThat(last.get("eval_count").asInt()).isEqualTo(5);
        assertThat(last.get("prompt_eval_count").asInt()).isPositive();
        assertThat(last.get("total_duration").asLong())
                .isGreaterThanOrEqualTo(last.get("prompt_eval_duration").asLong()
                        + last.get("eval_duration").asLong());
    }

    @Test
    void answersGenerateInOneDocument() throws Exception {
        JsonNode answer = engine.postJson("/api/generate", """
                {"model":"tiny:latest","prompt":"Hello","stream":false,"options":{"num_predict":5,"seed":1}}""");
        assertThat(answer.get("response").asText()).isNotEmpty();
        assertThat(answer.get("done").asBoolean()).isTrue();
        assertThat(answer.get("context")).hasSizeGreaterThan(5);
    }

    @Test
    void listsItsModels() throws Exception {
        JsonNode model = engine.getJson("/api/tags").at("/models/0");
        assertThat(model.get("name").asText()).isEqualTo("tiny:latest");
        assertThat(model.get("digest").asText()).matches("[0-9a-f]{64}");
        assertThat(model.at("/details/quantization_level").asText()).isEqualTo("F16");
    }
}
