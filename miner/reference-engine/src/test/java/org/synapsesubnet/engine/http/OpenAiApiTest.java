package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

class OpenAiApiTest {

    private static EngineUnderTest engine;

    @BeforeAll
    static void start() throws Exception {
        engine = new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static String request(String more) {
        return """
            {"model":"tiny","messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}],
             "seed":4,"max_completion_tokens":5%s}""".formatted(more);
    }

    @Test
    void answersInOneDocument() throws Exception {
        JsonNode answer = engine.postJson("/v1/chat/completions", request(",\"logprobs\":true,\"top_logprobs\":2"));
        assertThat(answer.get("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
        assertThat(answer.at("/choices/0/message/content").asText()).isNotEmpty();
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/choices/0/logprobs/content")).hasSize(5);
        assertThat(answer.at("/choices/0/logprobs/content/0/top_logprobs")).hasSize(2);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
        assertThat(answer.at("/usage/total_tokens").asInt())
                .isEqualTo(5 + answer.at("/usage/prompt_tokens").asInt());
    }

    @Test
    void streamsTheSameTextAsServerSentEvents() throws Exception {
        String whole = engine.postJson("/v1/chat/completions", request(""))
                .at("/choices/0/message/content")
                .asText();
        var response = engine.post(
                "/v1/chat/completions", request(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        String[] events = response.body().split("\n\n");
        assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
        List<JsonNode> chunks = new ArrayList<>();
        for (int i = 0; i < events.length - 1; i++) {
            chunks.add(Call.JSON.readTree(events[i].substring("data: ".length())));
        }
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
        assertThat(text).hasToString(whole);
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("length");
        assertThat(chunks.getLast().get("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void listsItsModels() throws Exception {
        assertThat(engine.getJson("/v1/models").at("/data/0/id").asText()).isEqualTo("tiny:latest");
        assertThat(engine.getJson("/v1/models/tiny").get("object").asText()).isEqualTo("model");
    }
}
