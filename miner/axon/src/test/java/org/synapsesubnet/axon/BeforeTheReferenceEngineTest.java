package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.receipt.ReceiptChain;
import org.synapsesubnet.api.receipt.ReceiptPage;
import org.synapsesubnet.api.receipt.SignedHead;
import org.synapsesubnet.api.session.AxonAddress;
import org.synapsesubnet.api.session.SessionHeaders;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;

@Timeout(60)
class BeforeTheReferenceEngineTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SubnetId SUBNET = new SubnetId("embedded", 1);

    @TempDir
    Path folder;

    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private final HotkeySigner miner = HotkeySigner.create(RANDOM);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EngineServer engine;
    private AxonServer axon;
    private ValidatorSession session;

    @BeforeEach
    void start() throws IOException {
        TinyModel.write(folder.resolve("f16.gguf"), folder.resolve("q40.gguf"), TinyModel.DEFAULT_SEED);
        engine = EngineServer.start(
                EngineOptions.serving("tiny", folder.resolve("f16.gguf")).withTokenDelay(Duration.ofMillis(5)));
        axon = startAxon(0);
        session = new ValidatorSession(
                http,
                new AxonAddress(URI.create("http://127.0.0.1:" + axon.port()), axon.hotkey()),
                validator,
                SUBNET,
                Clock.systemUTC(),
                RANDOM);
    }

    @AfterEach
    void stop() throws IOException {
        axon.close();
        engine.close();
        http.shutdownNow();
    }

    @Test
    void givesTheEnginesAnswerAndAReceiptThatVerifies() throws Exception {
        byte[] body = prompt(false, 8);
        Map<String, String> headers = session.headers("POST", "/api/generate", body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/api/generate")).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);

        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        Receipt receipt = Receipt.fromJson(get("/axon/v1/receipts?nonce=" + headers.get(SessionHeaders.NONCE)));
        assertThat(receipt.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(receipt.validator()).isEqualTo(validator.hotkey());
        assertThat(receipt.requestHash()).isEqualTo(Sha256.hexOf(body));
        assertThat(receipt.answerDigest()).isEqualTo(Sha256.hexOf(answer.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(receipt.completionTokens()).isBetween(1L, 8L);
        assertThat(receipt.promptTokens()).isPositive();
        assertThat(get("/axon/v1/status")).contains(receipt.modelDigest());
        ReceiptPage page = ReceiptPage.fromNdjson(get("/axon/v1/receipts?from=1&limit=10"));
        assertThat(page.receipts()).containsExactly(receipt);
        ReceiptChain.verify(SignedHead.fromJson(get("/axon/v1/receipts/head")), page);
    }

    @Test
    void theSameSeedGivesTheSameTextThroughAndAroundIt() throws Exception {
        byte[] body = prompt(false, 8);
        URI direct = URI.create("http://127.0.0.1:" + engine.port() + "/api/generate");
        String around = http.send(
                        HttpRequest.newBuilder(direct)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        String through = post(body, BodyHandlers.ofString()).body();

        assertThat(textOf(through)).isEqualTo(textOf(around));
    }

    @Test
    void theEngineStopsWhenTheCallerLeaves() throws Exception {
        InputStream stream =
                post(prompt(true, 1_500), BodyHandlers.ofInputStream()).body();
        assertThat(stream.read()).isEqualTo('{');

        stream.close();

        // One slot: the next answer can only come when the engine has stopped making the first.
        assertThat(post(prompt(false, 1), BodyHandlers.ofString()).body()).contains("\"done\":true");
        await().until(() -> get("/metrics"), text -> text.contains("answers_total{outcome=\"cancelled\"} 1"));
    }

    @Test
    void theEnginesErrorsComeThroughInItsOwnShape() throws Exception {
        HttpResponse<String> answer =
                post("{\"model\":\"none\",\"prompt\":\"x\"}".getBytes(StandardCharsets.UTF_8), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":");
    }

    @Test
    void itsMetricsCountWhatWasServedAndRefused() throws Exception {
        post(prompt(true, 4), BodyHandlers.ofString());
        http.send(HttpRequest.newBuilder(uri("/api/tags")).build(), BodyHandlers.ofString());

        assertThat(get("/metrics"))
                .contains("synapse_axon_answers_total{outcome=\"finished\"} 1\n")
                .contains("synapse_axon_refusals_total{code=\"mac_missing\"} 1\n")
                .contains("synapse_axon_tokens_total{kind=\"completion\"} 4\n")
                .contains("synapse_axon_time_to_first_byte_seconds_count 1\n")
                .contains("synapse_axon_slots_busy 0\n")
                .contains("gen_ai_server_time_to_first_token_seconds_count{gen_ai_request_model=\"tiny:latest\"} 1\n")
                .contains("gen_ai_server_time_per_output_token_seconds_count{gen_ai_request_model=\"tiny:latest\"} 1\n")
                .contains("# TYPE synapse_axon_request_duration_seconds histogram\n");
    }

    @Test
    void goesOnWithAValidatorAfterARestart() throws Exception {
        post(prompt(false, 1), BodyHandlers.ofString());
        int port = axon.port();
        axon.close();
        axon = startAxon(port);

        assertThat(post(prompt(false, 1), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private AxonServer startAxon(int port) throws IOException {
        URI upstream = URI.create("http://127.0.0.1:" + engine.port());
        return AxonServer.start(AxonOptions.of(upstream, miner, Set.of(validator.hotkey()), SUBNET)
                .listeningOn(new InetSocketAddress("127.0.0.1", port)));
    }

    private <T> HttpResponse<T> post(byte[] body, HttpResponse.BodyHandler<T> handler) throws Exception {
        return session.send(HttpRequest.newBuilder(), "POST", "/api/generate", body, handler);
    }

    private String get(String path) throws Exception {
        return session.send(HttpRequest.newBuilder(), "GET", path, new byte[0], BodyHandlers.ofString())
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + axon.port() + path);
    }

    private static byte[] prompt(boolean stream, int tokens) {
        return ("{\"model\":\"tiny\",\"prompt\":\"hello\",\"stream\":%s,"
                        + "\"options\":{\"seed\":7,\"num_predict\":%d,\"temperature\":1.0}}")
                .formatted(stream, tokens)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String textOf(String answer) {
        int from = answer.indexOf("\"response\":");
        return answer.substring(from, answer.indexOf("\",", from));
    }
}
