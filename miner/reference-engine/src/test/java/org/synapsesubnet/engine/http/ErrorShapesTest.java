package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

class ErrorShapesTest {

    private static EngineUnderTest engine;

    @BeforeAll
    static void start() throws Exception {
        engine = new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static void assertRefused(String path, String body, int status, String message) throws Exception {
        HttpResponse<String> response = engine.post(path, body.replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = Call.JSON.readTree(response.body()).get("error");
        assertThat(path.startsWith("/v1") ? error.get("message").asText() : error.asText())
                .isEqualTo(message);
    }

    @Test
    void refusesAnUnknownModelOnEachFace() throws Exception {
        for (String path : new String[] {"/api/generate", "/api/chat", "/api/show", "/v1/chat/completions"}) {
            HttpResponse<String> response = engine.post(path, "{\"model\":\"../x\"}");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("model '../x' not found");
        }
        assertThat(engine.get("/v1/models/none").statusCode()).isEqualTo(404);
    }

    @Test
    void openAiErrorsHaveTheirFourFields() throws Exception {
        JsonNode error = Call.JSON
                .readTree(
                        engine.post("/v1/chat/completions", "{\"model\":\"x\"}").body())
                .get("error");
        assertThat(error.get("type").asText()).isEqualTo("not_found_error");
        assertThat(error.get("param").isNull()).isTrue();
        assertThat(error.get("code").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "| missing request body",
                "[] | request body: a JSON object is needed",
                "{} | model is required",
                "{'model':7} | model: 7, but a string is needed",
                "{'model':'tiny','prompt':['x']} | prompt: [\"x\"], but a string is needed",
                "{'model':'tiny','prompt':'x','stream':'no'} | stream: \"no\", but true or false is needed",
                "{'model':'tiny','prompt':'x','options':[]} | options: [], but an object is needed",
                "{'model':'tiny','prompt':'x','options':{'temperature':'hot'}} | options.temperature: \"hot\", but a number is needed",
                "{'model':'tiny','prompt':'x','options':{'top_p':2}} | options.top_p: 2, but 0 to 1 is allowed",
                "{'model':'tiny','prompt':'x','options':{'seed':1.5}} | options.seed: 1.5, but a whole number is needed",
                "{'model':'tiny','prompt':'x','options':{'num_predict':-3}} | options.num_predict: -3, but -2 to 2147483647 is allowed",
                "{'model':'tiny','prompt':'x','options':{'stop':[1]}} | options.stop: 1, but a string or an array of strings is needed",
                "{'model':'tiny','prompt':'x','options':{'mirostat':2}} | options.mirostat: this engine doesn't sample so; leave it out",
                "{'model':'tiny','prompt':'x','top_logprobs':21} | top_logprobs: 21, but 0 to 20 is allowed",
                "{'model':'tiny','prompt':'x','format':'json'} | format: this engine does not constrain its answers; leave it out",
                "{'model':'tiny','prompt':'x','think':true} | think: \"tiny\" does not support thinking",
                "{'model':'tiny','prompt':'x','keep_alive':'soon'} | keep_alive: soon, but seconds or a duration such as 5m is needed",
                "{'model':'tiny','prompt':'x','context':[512]} | context: token 512, but 0 to 511 is allowed",
            })
    void namesTheFieldAndTheLimit(String body, String message) throws Exception {
        assertRefused("/api/generate", body == null ? "" : body, 400, message);
    }

    @Test
    void refusesBadChats() throws Exception {
        assertRefused(
                "/api/chat",
                "{'model':'tiny','messages':[{'role':'judge','content':'x'}]}",
                400,
                "role: judge, but only system, developer, user, assistant and tool are allowed");
        assertRefused(
                "/api/chat",
                "{'model':'tiny','messages':['x']}",
                400,
                "messages: \"x\", but an array of objects is needed");
        assertRefused(
                "/api/chat",
                "{'model':'tiny','messages':[],'tools':[{}]}",
                400,
                "tools: \"tiny\" does not support tools");
        assertRefused(
                "/v1/chat/completions",
                "{'model':'tiny','messages':[]}",
                400,
                "messages: an empty array, but at least one message is needed");
        assertRefused(
                "/v1/chat/completions",
                "{'model':'tiny','messages':[{'role':'user','content':'x'}],'n':2}",
                400,
                "n: 2, but 1 to 1 is allowed");
    }

    @Test
    void refusesBrokenJson() throws Exception {
        HttpResponse<String> response = engine.post("/api/chat", "{\"model\":");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"request body is no valid JSON: ");
        assertThat(engine.post("/api/chat", "{} {}").statusCode()).isEqualTo(400);
        assertThat(engine.post("/api/chat", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAPromptOverTheContextWithItsTokenCount() throws Exception {
        String words = "the ".repeat(2100);
        assertRefused(
                "/api/generate",
                "{'model':'tiny','raw':true,'prompt':'" + words.strip() + "'}",
                400,
                "prompt: 2102 tokens, but the context length is 2048 and at most 2047 leave room for an answer");
        assertRefused(
                "/api/generate",
                "{'model':'tiny','raw':true,'prompt':'the the the','options':{'num_ctx':5}}",
                400,
                "prompt: 5 tokens, but the context length is 5 and at most 4 leave room for an answer");
    }

    @Test
    void refusesALongPromptByItsMereLength() throws Exception {
        HttpResponse<String> response =
                engine.post("/api/generate", "{\"model\":\"tiny\",\"prompt\":\"" + "a".repeat(4_000_000) + "\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("prompt: at least ", " tokens, but the context length is 2048");
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        assertRefused(
                "/api/generate",
                "{'model':'tiny','prompt':'" + "a".repeat(10 << 20) + "'}",
                413,
                "request body: more than 4194304 bytes, but at most that are allowed");
    }

    @Test
    void refusesUnknownPathsAndMethods() throws Exception {
        assertRefused("/api/create", "{}", 404, "path /api/create not found");
        assertRefused("/api/tags", "{}", 405, "method POST not allowed, use GET");
        assertRefused("/v1/embeddings", "{}", 404, "path /v1/embeddings not found");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> response = engine.client.send(
                HttpRequest.newBuilder(engine.uri("/api/tags"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}
