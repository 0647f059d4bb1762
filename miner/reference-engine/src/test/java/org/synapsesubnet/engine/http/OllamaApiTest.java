package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
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
    void showsTheRenderedPromptAndContinuesItsAnswerFromThere() throws Exception {
        String question =
                "\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":false";
        JsonNode rendered = engine.postJson("/api/chat", "{" + question + ",\"_debug_render_only\":true}");
        String prompt = rendered.at("/_debug_info/rendered_template").asText();

        assertThat(prompt).isEqualTo("<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n");
        assertThat(rendered.has("eval_count")).isFalse();
        String options = ",\"options\":{\"num_predict\":4,\"temperature\":0}";
        JsonNode chat = engine.postJson("/api/chat", "{" + question + options + "}");
        JsonNode raw = engine.postJson(
                "/api/generate",
                "{\"model\":\"tiny\",\"raw\":true,\"stream\":false,\"prompt\":" + Call.JSON.writeValueAsString(prompt)
                        + options + "}");
        assertThat(raw.get("response").asText())
                .isEqualTo(chat.at("/message/content").asText());
        assertThat(raw.get("prompt_eval_count")).isEqualTo(chat.get("prompt_eval_count"));
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

    @Test
    void anEmptyPromptLoadsAndKeepAliveZeroUnloads() throws Exception {
        try (EngineUnderTest fresh = new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16))) {
            assertThat(fresh.getJson("/api/ps").get("models")).isEmpty();
            JsonNode loaded = fresh.postJson("/api/generate", "{\"model\":\"tiny\"}");
            assertThat(loaded.get("done_reason").asText()).isEqualTo("load");
            JsonNode resident = fresh.getJson("/api/ps").at("/models/0");
            assertThat(resident.get("context_length").asInt()).isEqualTo(2048);
            assertThat(Instant.parse(resident.get("expires_at").asText()))
                    .isBetween(Instant.now().plusSeconds(280), Instant.now().plusSeconds(300));
            JsonNode unloaded = fresh.postJson("/api/chat", "{\"model\":\"tiny\",\"messages\":[],\"keep_alive\":0}");
            assertThat(unloaded.get("done_reason").asText()).isEqualTo("unload");
            assertThat(fresh.getJson("/api/ps").get("models")).isEmpty();
        }
    }

    @Test
    void showsMetadataButNoVocabularyUnlessVerbose() throws Exception {
        JsonNode shown = engine.postJson("/api/show", "{\"model\":\"tiny\"}");
        assertThat(shown.at("/model_info/llama.context_length").asInt()).isEqualTo(2048);
        assertThat(shown.at("/model_info/tokenizer.ggml.tokens").isNull()).isTrue();
        assertThat(shown.at("/details/parameter_size").asText()).isEqualTo("151.87K");
        assertThat(shown.has("digest")).isFalse();
        JsonNode verbose = engine.postJson("/api/show", "{\"model\":\"tiny\",\"verbose\":true}");
        assertThat(verbose.at("/model_info/tokenizer.ggml.tokens")).hasSize(512);
    }

    @Test
    void endsAtAStopStringWithoutShowingIt() throws Exception {
        String whole = generate("\"num_predict\":30").get("response").asText();
        String stop = whole.substring(20, 24);
        JsonNode stopped = generate("\"num_predict\":30,\"stop\":[\"" + stop + "\"]");
        assertThat(stopped.get("response").asText()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.get("done_reason").asText()).isEqualTo("stop");
    }

    @Test
    void endsWithTheContextWhenNothingElseEndsIt() throws Exception {
        JsonNode answer = generate("\"num_ctx\":64");
        assertThat(answer.get("done_reason").asText()).isEqualTo("length");
        assertThat(answer.get("prompt_eval_count").asInt()
                        + answer.get("eval_count").asInt())
                .isEqualTo(64);
    }

    @Test
    void makesNoTokenWhenAskedForNone() throws Exception {
        JsonNode answer = generate("\"num_predict\":0");
        assertThat(answer.get("response").asText()).isEmpty();
        assertThat(answer.get("eval_count").asInt()).isZero();
        assertThat(answer.get("prompt_eval_count").asInt()).isPositive();
    }

    @Test
    void givesLogProbabilitiesOfEachTokenAndItsAlternatives() throws Exception {
        JsonNode answer = engine.postJson("/api/generate", """
                {"model":"tiny","prompt":"Hello","stream":false,"logprobs":true,"top_logprobs":3,
                 "options":{"num_predict":6,"temperature":0}}""");
        JsonNode logprobs = answer.get("logprobs");
        assertThat(logprobs).hasSize(6);
        StringBuilder text = new StringBuilder();
        for (JsonNode token : logprobs) {
            text.append(token.get("token").asText());
            assertThat(token.get("top_logprobs")).hasSize(3);
            // At temperature 0 the likeliest is taken.
            assertThat(token.at("/top_logprobs/0/token")).isEqualTo(token.get("token"));
            assertThat(token.get("logprob").asDouble()).isNegative();
        }
        assertThat(text).hasToString(answer.get("response").asText());
    }

    @Test
    void givesLogProbabilitiesWithoutAlternatives() throws Exception {
        var response = engine.post("/api/chat", """
                {"model":"tiny","messages":[{"role":"user","content":"x"}],"logprobs":true,"options":{"num_predict":3}}""");
        assertThat(EngineUnderTest.lines(response.body()).getFirst().at("/logprobs/0/top_logprobs"))
                .isEmpty();
    }

    @Test
    void aLaterQuestionBuildsOnTheContextOfAnEarlierAnswer() throws Exception {
        JsonNode first = generate("\"num_predict\":5");
        JsonNode second = engine.postJson(
                "/api/generate",
                "{\"model\":\"tiny\",\"prompt\":\"Hello\",\"stream\":false,\"context\":" + first.get("context")
                        + ",\"options\":{\"num_predict\":1}}");
        assertThat(second.get("prompt_eval_count").asInt())
                .isEqualTo(first.get("context").size()
                        + first.get("prompt_eval_count").asInt());
    }

    private static JsonNode generate(String options) throws Exception {
        return engine.postJson(
                "/api/generate",
                "{\"model\":\"tiny\",\"prompt\":\"Hello\",\"stream\":false,\"options\":{\"seed\":3," + options + "}}");
    }
}
