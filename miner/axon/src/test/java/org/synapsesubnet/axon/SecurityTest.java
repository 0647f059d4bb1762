package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.session.PendingOffer;
import org.synapsesubnet.api.session.SessionHeaders;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.Validity;
import org.synapsesubnet.axon.connection.SenderLimits;

@Timeout(30)
class SecurityTest {

    private static final String PATH = "/api/generate";

    private AxonBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new AxonBed(ScriptedEngine::answerShortly);
    }

    @AfterEach
    void stop() throws Exception {
        bed.close();
    }

    @Test
    void refusesARequestOutsideASession() throws Exception {
        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, Map.of()), SessionRefusal.MAC_MISSING);
        assertThat(bed.engine.requests()).isEmpty();
    }

    @Test
    void refusesARequestThatWasSentBefore() throws Exception {
        Map<String, String> headers = sealed();

        assertThat(bed.raw("POST", PATH, AxonBed.PROMPT, headers).statusCode()).isEqualTo(200);
        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.MAC_REPLAYED);
        assertThat(bed.engine.requests()).hasSize(1);
    }

    @Test
    void refusesAnotherPathQueryMethodOrBodyUnderTheSameCode() throws Exception {
        assertRefused(bed.raw("POST", "/api/chat", AxonBed.PROMPT, sealed()), SessionRefusal.MAC_WRONG);
        assertRefused(bed.raw("POST", PATH + "?a=b", AxonBed.PROMPT, sealed()), SessionRefusal.MAC_WRONG);
        byte[] other = "{\"model\":\"big\"}".getBytes(StandardCharsets.UTF_8);
        assertRefused(bed.raw("POST", PATH, other, sealed()), SessionRefusal.MAC_WRONG);
        var tags = bed.session.headers("POST", "/api/tags", new byte[0]);
        assertRefused(bed.raw("GET", "/api/tags", new byte[0], tags), SessionRefusal.MAC_WRONG);
        assertThat(bed.engine.requests()).isEmpty();
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsNonce() throws Exception {
        Map<String, String> headers = sealed();

        assertRefused(bed.raw("POST", PATH, new byte[] {'{', '}'}, headers), SessionRefusal.MAC_WRONG);
        assertThat(bed.raw("POST", PATH, AxonBed.PROMPT, headers).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {-5_001, 5_001})
    void refusesARequestFromAnotherTime(long skew) throws Exception {
        Map<String, String> headers = sealed();
        bed.now.addAndGet(skew);

        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.MAC_STALE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-5_000, 5_000})
    void takesARequestAtTheEdgeOfTheWindow(long skew) throws Exception {
        Map<String, String> headers = sealed();
        bed.now.addAndGet(skew);

        assertThat(bed.raw("POST", PATH, AxonBed.PROMPT, headers).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnotherValidatorsSession() throws Exception {
        Map<String, String> headers = new HashMap<>(sealed());
        headers.put(
                SessionHeaders.SESSION,
                bed.sessionOf(bed.otherValidator)
                        .headers("POST", PATH, AxonBed.PROMPT)
                        .get(SessionHeaders.SESSION));

        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.MAC_WRONG);
    }

    @Test
    void refusesASessionThatItDoesNotKnowOrThatIsOver() throws Exception {
        Map<String, String> headers = new HashMap<>(sealed());
        bed.now.addAndGet(600_001);
        headers.put(SessionHeaders.TIMESTAMP, Long.toString(bed.now.get()));
        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.SESSION_EXPIRED);

        headers.put(SessionHeaders.SESSION, "00".repeat(16));
        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.SESSION_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Synapse-Session, not-hex",
        "X-Synapse-Session, ABCDEF00112233445566778899AABBCC",
        "X-Synapse-Timestamp, soon",
        "X-Synapse-Timestamp, 99999999999999999999",
        "X-Synapse-Nonce, 00",
    })
    void refusesMalformedHeaders(String name, String value) throws Exception {
        Map<String, String> headers = new HashMap<>(sealed());
        headers.put(name, value);

        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.MAC_MISSING);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 0})
    void refusesTimesThatOverflow(long timestamp) throws Exception {
        Map<String, String> headers = new HashMap<>(sealed());
        headers.put(SessionHeaders.TIMESTAMP, Long.toString(timestamp));

        assertRefused(bed.raw("POST", PATH, AxonBed.PROMPT, headers), SessionRefusal.MAC_STALE);
    }

    @Test
    void refusesAHeaderThatIsGivenTwice() throws Exception {
        Map<String, String> headers = sealed();
        HttpRequest.Builder request = HttpRequest.newBuilder(bed.base().resolve(PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(AxonBed.PROMPT));
        headers.forEach(request::header);
        request.header(SessionHeaders.NONCE, headers.get(SessionHeaders.NONCE));

        assertRefused(bed.http.send(request.build(), BodyHandlers.ofString()), SessionRefusal.MAC_MISSING);
    }

    @Test
    void refusesAnOfferThatWasUsedBefore() throws Exception {
        long now = bed.now.get();
        byte[] offer = new PendingOffer(
                        bed.validator,
                        bed.miner.hotkey(),
                        AxonBed.SUBNET,
                        new Validity(now, now + 60_000),
                        AxonBed.RANDOM)
                .signed()
                .toJson()
                .getBytes(StandardCharsets.UTF_8);

        assertThat(bed.raw("POST", SessionHeaders.SESSIONS_PATH, offer, Map.of())
                        .statusCode())
                .isEqualTo(201);
        assertRefused(bed.raw("POST", SessionHeaders.SESSIONS_PATH, offer, Map.of()), SessionRefusal.OFFER_REPLAYED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"chainId\":5}", "[]"})
    void refusesAnOfferThatItCannotRead(String offer) throws Exception {
        HttpResponse<String> answer =
                bed.raw("POST", SessionHeaders.SESSIONS_PATH, offer.getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("offer_malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/create",
        "DELETE, /api/delete",
        "POST, /api/pull",
        "POST, /api/push",
        "POST, /api/copy",
        "HEAD, /api/blobs/sha256:0",
        "POST, /api/blobs/sha256:0",
        "POST, /v1/chat/completions",
        "GET, /",
        "GET, /api/chat",
        "POST, /api/generate/",
        "POST, /api/%67enerate/../delete",
        "POST, /api/./chat/x",
        "DELETE, /api/tags"
    })
    void nothingElseOfTheEngineIsReachable(String method, String path) throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = bed.session.headers(method, path, body);

        assertThat(bed.raw(method, path, body, headers).statusCode()).isBetween(400, 405);
        assertThat(bed.engine.requests()).isEmpty();
    }

    @Test
    void whatReachesTheEngineIsTheAxonsOwnPathAndHeaders() throws Exception {
        try (var other = new AxonBed(exchange -> {
            assertThat(exchange.head).doesNotContainIgnoringCase("x-synapse").doesNotContainIgnoringCase("x-evil");
            ScriptedEngine.answerShortly(exchange);
        })) {
            String path = "/api/%67enerate?x=%0d%0aHost:evil";
            HttpResponse<String> answer = other.session.send(
                    HttpRequest.newBuilder().header("X-Evil", "1"),
                    "POST",
                    path,
                    AxonBed.PROMPT,
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(other.engine.requests()).containsExactly("POST /api/generate HTTP/1.1");
        }
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        try (var small = new AxonBed(ScriptedEngine::answerShortly, SecurityTest::withSmallBodies)) {
            HttpResponse<String> answer = small.session.send(
                    HttpRequest.newBuilder(), "POST", PATH, new byte[1_025], BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("body_too_large").contains("1024 bytes");
        }
    }

    @Test
    void refusesAnUnannouncedBodyOverTheLimit() throws Exception {
        try (var small = new AxonBed(ScriptedEngine::answerShortly, SecurityTest::withSmallBodies);
                var call = new RawCall(small)) {
            var head = new StringBuilder("POST /api/generate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
            small.session
                    .headers("POST", PATH, new byte[0])
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            call.send(head + "Connection: close\r\n\r\n800\r\n" + "x".repeat(2_048) + "\r\n0\r\n\r\n");

            assertThat(call.readToTheEnd()).contains("413").contains("body_too_large");
        }
    }

    private static AxonOptions withSmallBodies(AxonOptions options) {
        return options.with(options.admission().withMaxBodyBytes(1_024));
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        try (var call = new RawCall(bed)) {
            call.send("GET /axon/v1/status HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

            assertThat(call.readToTheEnd()).startsWith("HTTP/1.1 4").doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/generate HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /api/generate HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /api/generate HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /axon/v1/status\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void refusesRequestsThatTwoServersMightReadDifferently(String request) throws Exception {
        try (var call = new RawCall(bed)) {
            call.send(request);

            assertThat(call.readToTheEnd())
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).isEmpty(),
                            answer -> assertThat(answer).startsWith("HTTP/1.1 4"));
            assertThat(bed.engine.requests()).isEmpty();
        }
    }

    @Test
    void closesConnectionsThatDawdle() throws Exception {
        var strict = new SenderLimits(Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMillis(600));
        try (var other = new AxonBed(
                        ScriptedEngine::answerShortly,
                        options -> options.with(options.listen().with(strict)));
                var silent = new RawCall(other);
                var halfway = new RawCall(other);
                var bodiless = new RawCall(other)) {
            halfway.send("POST /api/generate HTTP/1.1\r\nHo");
            bodiless.send("POST /axon/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");

            // Returns at all: each connection is closed by the axon.
            silent.readToTheEnd();
            halfway.readToTheEnd();
            bodiless.readToTheEnd();
        }
    }

    @Test
    void servesNobodyWithoutAListOfValidators() throws Exception {
        try (var closed = new AxonBed(
                ScriptedEngine::answerShortly,
                options -> options.with(options.admission().allowing(Map.of())))) {
            var offer = new PendingOffer(
                    closed.validator,
                    closed.miner.hotkey(),
                    AxonBed.SUBNET,
                    new Validity(closed.now.get(), closed.now.get() + 60_000),
                    AxonBed.RANDOM);

            assertRefused(
                    closed.raw(
                            "POST",
                            SessionHeaders.SESSIONS_PATH,
                            offer.signed().toJson().getBytes(StandardCharsets.UTF_8),
                            Map.of()),
                    SessionRefusal.SENDER_UNKNOWN);
        }
    }

    private Map<String, String> sealed() throws Exception {
        return bed.session.headers("POST", PATH, AxonBed.PROMPT);
    }

    private static void assertRefused(HttpResponse<String> answer, SessionRefusal refusal) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(SessionHeaders.REFUSAL)).hasValue(refusal.code());
        assertThat(answer.body())
                .startsWith("{\"error\":\"" + refusal.sentence())
                .endsWith("\"code\":\"" + refusal.code() + "\"}");
    }
}
