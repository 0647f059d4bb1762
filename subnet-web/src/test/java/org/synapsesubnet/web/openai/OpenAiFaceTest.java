package org.synapsesubnet.web.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.relay.AnswerChunk;
import org.synapsesubnet.validator.gateway.relay.Exchange;
import org.synapsesubnet.web.inference.StackFixture;
import org.synapsesubnet.web.inference.StreamedAnswer;
import org.synapsesubnet.web.inference.WatchedOutput;

/** The OpenAI face on the real thing: gateway, axon, engine and weights in this process. */
class OpenAiFaceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PACE = Duration.ofMillis(40);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private StackFixture stack;

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void streamsRoleThenTextThenReasonThenUsage() throws Exception {
        start(1, Duration.ZERO);
        WatchedOutput out = WatchedOutput.quiet();
        stream("\"max_tokens\":6,\"stream\":true,\"stream_options\":{\"include_usage\":true}", out);

        assertThat(out.text()).endsWith("data: [DONE]\n\n");
        List<JsonNode> events = events(out);
        assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(events).allMatch(event -> event.get("object").asText().equals("chat.completion.chunk"));
        assertThat(events.stream().map(event -> event.get("id").asText()).distinct())
                .hasSize(1);
        JsonNode reason = events.get(events.size() - 2).at("/choices/0");
        assertThat(reason.get("finish_reason").asText()).isIn("length", "stop");
        JsonNode usage = events.getLast();
        assertThat(usage.get("choices")).isEmpty();
        assertThat(usage.at("/usage/completion_tokens").asInt()).isBetween(1, 6);
        assertThat(usage.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    @Test
    void saysTheSameStreamedAndWhole() throws Exception {
        start(1, Duration.ZERO);
        String options = "\"seed\":7,\"temperature\":0,\"max_tokens\":12";
        WatchedOutput out = WatchedOutput.quiet();
        stream(options + ",\"stream\":true", out);
        JsonNode whole = whole(options);

        String streamed = events(out).stream()
                .map(event -> event.at("/choices/0/delta/content").asText())
                .collect(Collectors.joining());
        assertThat(whole.at("/choices/0/message/content").asText())
                .isEqualTo(streamed)
                .isNotEmpty();
        assertThat(whole.get("object").asText()).isEqualTo("chat.completion");
        assertThat(whole.at("/usage/total_tokens").asInt())
                .isEqualTo(whole.at("/usage/prompt_tokens").asInt()
                        + whole.at("/usage/completion_tokens").asInt());
    }

    @Test
    void tellsLogProbabilities() throws Exception {
        start(1, Duration.ZERO);
        JsonNode whole = whole("\"max_tokens\":3,\"logprobs\":true,\"top_logprobs\":2");

        JsonNode tokens = whole.at("/choices/0/logprobs/content");
        assertThat(tokens).isNotEmpty();
        assertThat(StreamSupport.stream(tokens.spliterator(), false))
                .allMatch(token -> token.get("logprob").asDouble() <= 0
                        && token.get("bytes").isArray()
                        && token.get("top_logprobs").size() == 2);
    }

    @Test
    void sendsEachChunkWhileTheEngineIsStillAtWork() throws Exception {
        start(1, PACE);
        AtomicBoolean sawWork = new AtomicBoolean();
        WatchedOutput out = new WatchedOutput(piece -> sawWork.compareAndSet(false, stack.running() > 0));
        stream("\"max_tokens\":10,\"stream\":true", out);

        assertThat(sawWork).as("a chunk left before the engine was done").isTrue();
        assertThat(out.pieces()).as("chunks leave one by one").hasSizeGreaterThan(4);
    }

    @Test
    void showsSignsOfLifeBeforeTheFirstToken() throws Exception {
        start(1, Duration.ofMillis(2_500));
        WatchedOutput out = WatchedOutput.quiet();
        stream("\"max_tokens\":1,\"stream\":true", out);

        assertThat(out.text()).startsWith(": ping\n\n").endsWith("data: [DONE]\n\n");
    }

    @Test
    void freesTheEngineWithinASecondWhenTheCallerLeaves() throws Exception {
        start(1, PACE);
        stream("\"max_tokens\":400,\"stream\":true", new WatchedOutput(piece -> {
            throw new IOException("Broken pipe");
        }));

        await().atMost(1, TimeUnit.SECONDS).until(() -> stack.running() == 0);
        assertThat(stack.gateway().inFlight()).isZero();
    }

    @Test
    void tellsOfAMinerThatDiesInTheMidst() throws Exception {
        start(1, PACE);
        AtomicBoolean killed = new AtomicBoolean();
        WatchedOutput out = new WatchedOutput(piece -> {
            if (killed.compareAndSet(false, true)) {
                stack.kill(0);
            }
        });
        stream("\"max_tokens\":400,\"stream\":true", out);

        JsonNode last = events(out).getLast();
        assertThat(last.at("/error/type").asText()).isEqualTo("server_error");
        assertThat(out.text()).doesNotContain("[DONE]");
    }

    @Test
    void goesOnUnnoticedWhenAMinerIsGone() throws Exception {
        start(2, Duration.ZERO);
        stack.kill(0);
        for (int i = 0; i < 4; i++) {
            assertThat(whole("\"max_tokens\":2").at("/usage/completion_tokens").asInt())
                    .isPositive();
        }
    }

    @Test
    void passesOnThatAPromptIsTooLong() throws Exception {
        start(1, Duration.ZERO);
        String body =
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(5_000) + "\"}]}";

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> whole(ChatRequest.read(body.getBytes(UTF_8))))
                .satisfies(e -> {
                    JsonNode error =
                            JSON.readTree(OpenAiErrors.bytes(e.error())).get("error");
                    assertThat(e.error().status()).isEqualTo(400);
                    assertThat(error.get("type").asText()).isEqualTo("invalid_request_error");
                    assertThat(error.get("message").asText()).containsPattern("\\d{4}");
                });
    }

    /** The incident of CVE-2024-6587: a field of the request chose where the gateway went, and its keys with it. */
    @Test
    void aRequestCannotNameWhereItGoes() throws Exception {
        start(1, Duration.ZERO);
        try (ServerSocketChannel stranger = ServerSocketChannel.open()) {
            stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            String address = "127.0.0.1:" + ((InetSocketAddress) stranger.getLocalAddress()).getPort();
            String url = "\"http://" + address + "/v1\"";
            JsonNode answer = whole("\"max_tokens\":2,\"api_base\":" + url + ",\"base_url\":" + url
                    + ",\"custom_host\":" + url + ",\"upstream\":" + url + ",\"miner\":" + url);
            assertThat(answer.at("/usage/completion_tokens").asInt()).isPositive();

            for (String model : List.of("http://" + address + "/tiny", "tiny@" + address, "//" + address + "/tiny")) {
                String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
                assertThatExceptionOfType(GatewayException.class)
                        .isThrownBy(() -> whole(ChatRequest.read(body.getBytes(UTF_8))))
                        .satisfies(e -> assertThat(e.error().kind()).isEqualTo(GatewayError.Kind.MODEL_NOT_FOUND));
            }
            assertThat(stranger.accept()).as("a connection to the stranger").isNull();
        }
    }

    private void start(int miners, Duration tokenDelay) throws Exception {
        stack = new StackFixture(directory, miners, tokenDelay);
    }

    private void stream(String fields, WatchedOutput out) {
        ChatRequest chat = request(fields);
        Exchange exchange = stack.gateway().open(chat.forCaller(stack.caller()));
        ChatForm form = new ChatForm(chat.model(), chat.usageAsked(), Instant.EPOCH);
        new StreamedAnswer(exchange, form, null).write(out);
    }

    private JsonNode whole(String fields) throws IOException {
        return whole(request(fields));
    }

    private JsonNode whole(ChatRequest chat) throws IOException {
        try (Exchange exchange = stack.gateway().open(chat.forCaller(stack.caller()))) {
            AnswerChunk answer = exchange.next(Duration.ofSeconds(20));
            assertThat(answer).isNotNull();
            return JSON.readTree(new ChatForm(chat.model(), false, Instant.EPOCH).whole(answer));
        }
    }

    private static ChatRequest request(String fields) {
        return ChatRequest.read(
                ("{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me\"}]," + fields + "}")
                        .getBytes(UTF_8));
    }

    private static List<JsonNode> events(WatchedOutput out) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String event : out.text().split("\n\n")) {
            if (event.startsWith("data: {")) {
                events.add(JSON.readTree(event.substring("data: ".length())));
            }
        }
        return events;
    }
}
