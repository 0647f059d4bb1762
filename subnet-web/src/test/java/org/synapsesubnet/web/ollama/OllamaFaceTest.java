package org.synapsesubnet.web.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;
import org.synapsesubnet.web.inference.InferenceDesk;
import org.synapsesubnet.web.inference.StackFixture;
import org.synapsesubnet.web.inference.StreamedAnswer;
import org.synapsesubnet.web.inference.WatchedOutput;

/** The Ollama face on the real thing: gateway, axon, engine and weights in this process. */
class OllamaFaceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private StackFixture stack;

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void passesOnTheMinersLines() throws Exception {
        start(Duration.ZERO);
        List<JsonNode> lines = stream(Route.CHAT, chat(8, true), WatchedOutput.quiet());

        JsonNode last = lines.getLast();
        assertThat(last.get("done").asBoolean()).isTrue();
        assertThat(last.get("eval_count").asInt()).isBetween(1, 8);
        assertThat(last.has("total_duration"))
                .as("fields that the gateway has no use for")
                .isTrue();
        assertThat(lines.getFirst().get("model").asText()).startsWith("tiny");
    }

    @Test
    void saysTheSameStreamedAndWhole() throws Exception {
        start(Duration.ZERO);
        String streamed = stream(Route.GENERATE, prompt(true), WatchedOutput.quiet()).stream()
                .map(line -> line.get("response").asText())
                .collect(Collectors.joining());

        assertThat(whole(Route.GENERATE, prompt(false)).get("response").asText())
                .isEqualTo(streamed)
                .isNotEmpty();
    }

    @Test
    void tellsOfAMinerThatDiesInTheMidst() throws Exception {
        start(Duration.ofMillis(40));
        AtomicBoolean killed = new AtomicBoolean();
        List<JsonNode> lines = stream(Route.CHAT, chat(400, true), new WatchedOutput(piece -> {
            if (killed.compareAndSet(false, true)) {
                stack.kill(0);
            }
        }));

        assertThat(lines.getLast().get("error").asText()).isNotEmpty();
        assertThat(lines).noneMatch(line -> line.path("done").asBoolean());
    }

    @Test
    void listsTheMinersModels() throws Exception {
        start(Duration.ZERO);

        assertThat(stack.works().catalogue().tags().get(0).get("name").asText()).isEqualTo("tiny:latest");
        assertThat(stack.gateway().models()).containsExactly("tiny:latest");
        assertThat(JSON.readTree(stack.works().catalogue().show("tiny", "{\"model\":\"tiny\"}".getBytes(UTF_8)))
                        .has("details"))
                .isTrue();
    }

    private void start(Duration tokenDelay) throws Exception {
        stack = new StackFixture(directory, 1, tokenDelay);
    }

    private List<JsonNode> stream(Route route, String body, WatchedOutput out) throws IOException {
        InferenceDesk.Order order = InferenceResource.order(route, stack.caller(), body.getBytes(UTF_8));
        Exchange exchange = stack.gateway().open(order.request());
        AnswerChunk first = exchange.next(Duration.ofSeconds(10));
        new StreamedAnswer(exchange, order.form(), first).write(out);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.text().split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private JsonNode whole(Route route, String body) throws IOException {
        InferenceDesk.Order order = InferenceResource.order(route, stack.caller(), body.getBytes(UTF_8));
        try (Exchange exchange = stack.gateway().open(order.request())) {
            AnswerChunk answer = exchange.next(Duration.ofSeconds(20));
            assertThat(answer).isNotNull();
            return JSON.readTree(order.form().whole(answer));
        }
    }

    private static String chat(int tokens, boolean streamed) {
        return "{\"model\":\"tiny\",\"stream\":" + streamed
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me\"}],\"options\":{\"num_predict\":" + tokens
                + "}}";
    }

    private static String prompt(boolean streamed) {
        return "{\"model\":\"tiny\",\"stream\":" + streamed
                + ",\"prompt\":\"Once\",\"options\":{\"num_predict\":10,\"seed\":3,\"temperature\":0}}";
    }
}
