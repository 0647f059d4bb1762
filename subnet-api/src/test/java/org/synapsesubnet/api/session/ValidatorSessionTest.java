package org.synapsesubnet.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.Sha256;

class ValidatorSessionTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SubnetId SUBNET = new SubnetId("embedded", 1);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private final HotkeySigner axon = HotkeySigner.create(RANDOM);
    private final Map<String, EstablishedSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpClient http;
    private HttpServer server;
    private ValidatorSession session;

    @BeforeEach
    void startAnAxon() throws IOException {
        var acceptor = new SessionAcceptor(
                axon, SUBNET, validator.hotkey()::equals, () -> Instant.ofEpochMilli(now.get()), RANDOM);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(SessionHeaders.SESSIONS_PATH, exchange -> acceptInto(acceptor, exchange));
        server.createContext("/api/chat", this::answerIfSealed);
        server.setExecutor(threads);
        server.start();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        session = sessionWith(validator);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
        threads.close();
    }

    @Test
    void sendsManyRequestsInOneSession() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(send().body()).isEqualTo("served");
        }

        assertThat(handshakes).hasValue(1);
    }

    @Test
    void neverUsesANonceTwice() throws Exception {
        String first = session.headers("GET", "/", BODY).get(SessionHeaders.NONCE);

        assertThat(session.headers("GET", "/", BODY).get(SessionHeaders.NONCE)).isNotEqualTo(first);
    }

    @Test
    void renewsBeforeTheSessionEnds() throws Exception {
        assertThat(session.needsRenewal()).isTrue();
        send();
        assertThat(session.needsRenewal()).isFalse();

        now.addAndGet(9 * 60_000 + 30_000);

        assertThat(session.needsRenewal()).isTrue();
        assertThat(send().body()).isEqualTo("served");
        assertThat(handshakes).hasValue(2);
    }

    @Test
    void shakesHandsAgainWhenTheAxonHasForgotten() throws Exception {
        send();
        sessions.clear();

        assertThat(send().body()).isEqualTo("served");
        assertThat(handshakes).hasValue(2);
    }

    @Test
    void manyRefusedThreadsShakeHandsOnce() throws Exception {
        send();
        sessions.clear();
        List<Callable<String>> senders = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            senders.add(() -> send().body());
        }

        for (Future<String> answer : threads.invokeAll(senders)) {
            assertThat(answer.get()).isEqualTo("served");
        }
        assertThat(handshakes).hasValue(2);
    }

    @Test
    void saysWhyTheAxonRefusesTheSession() {
        ValidatorSession strangers = sessionWith(HotkeySigner.create(RANDOM));

        assertThatThrownBy(strangers::renew)
                .hasMessageContaining("not among the validators")
                .asInstanceOf(type(SessionRefusedException.class))
                .extracting(SessionRefusedException::refusal)
                .isEqualTo(SessionRefusal.SENDER_UNKNOWN);
    }

    @Test
    void takesNoAnswerThatIsNoAnswer() {
        server.removeContext(SessionHeaders.SESSIONS_PATH);
        server.createContext(SessionHeaders.SESSIONS_PATH, exchange -> respond(exchange, 201, "<html>"));

        assertThatThrownBy(session::renew)
                .asInstanceOf(type(SessionRefusedException.class))
                .extracting(SessionRefusedException::refusal)
                .isEqualTo(SessionRefusal.ANSWER_WRONG);
    }

    @Test
    void readsNoMoreOfAHandshakeThanItCouldNeed() {
        server.removeContext(SessionHeaders.SESSIONS_PATH);
        server.createContext(SessionHeaders.SESSIONS_PATH, exchange -> respond(exchange, 201, "x".repeat(65_537)));

        assertThatThrownBy(session::renew).isInstanceOf(IOException.class).hasMessageContaining("65536 bytes");
    }

    @Test
    void waitsNoLongerForAnAnswersEndThanTheDeadlineAllows() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/api/tags", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(over);
        });
        var question = HttpRequest.newBuilder().timeout(Duration.ofMillis(200));

        assertThatThrownBy(() -> session.send(question, "GET", "/api/tags", new byte[0], BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        over.countDown();
    }

    @Test
    void refusesAnAddressWithAPath() {
        assertThatThrownBy(() -> new AxonAddress(URI.create("http://localhost:1/x"), axon.hotkey()))
                .hasMessageContaining("no path");
        assertThatThrownBy(() -> new AxonAddress(URI.create("ftp://localhost:1"), axon.hotkey()))
                .hasMessageContaining("http://host:port");
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        return session.send(HttpRequest.newBuilder(), "POST", "/api/chat", BODY, BodyHandlers.ofString());
    }

    private ValidatorSession sessionWith(HotkeySigner signer) {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        return new ValidatorSession(
                http,
                new AxonAddress(base, axon.hotkey()),
                signer,
                SUBNET,
                () -> Instant.ofEpochMilli(now.get()),
                RANDOM);
    }

    private void acceptInto(SessionAcceptor acceptor, HttpExchange exchange) throws IOException {
        handshakes.incrementAndGet();
        try {
            var accepted = acceptor.accept(
                    SignedOffer.fromJson(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            sessions.put(accepted.session().sessionId(), accepted.session());
            respond(exchange, 201, accepted.answer().toJson());
        } catch (SessionRefusedException e) {
            refuse(exchange, e.refusal(), String.valueOf(e.getMessage()));
        }
    }

    private void answerIfSealed(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        EstablishedSession known = sessions.get(headers.getFirst(SessionHeaders.SESSION));
        if (known == null) {
            refuse(exchange, SessionRefusal.SESSION_UNKNOWN, "unknown");
            return;
        }
        var seal = new RequestSeal(
                known.sessionId(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Sha256.hexOf(exchange.getRequestBody().readAllBytes()),
                Long.parseLong(headers.getFirst(SessionHeaders.TIMESTAMP)),
                headers.getFirst(SessionHeaders.NONCE));
        boolean right = known.key().matches(seal, headers.getFirst(SessionHeaders.MAC));
        respond(exchange, 200, right ? "served" : "wrong");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, SessionRefusal refusal, String error) throws IOException {
        exchange.getResponseHeaders().set(SessionHeaders.REFUSAL, refusal.code());
        respond(exchange, 401, new FlatJson().with("error", error).toString());
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
