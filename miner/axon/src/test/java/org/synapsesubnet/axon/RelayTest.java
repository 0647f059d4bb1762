package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.receipt.ReceiptPage;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.axon.relay.Deadlines;

@Timeout(30)
class RelayTest {

    @Test
    void passesAnAnswerOnAsItIs() throws Exception {
        try (var bed = new AxonBed(ScriptedEngine::answerShortly)) {
            HttpResponse<String> answer = bed.generate();

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
            assertThat(answer.body())
                    .isEqualTo("{\"response\":\"a\",\"done\":false}\n"
                            + "{\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":7}\n");
        }
    }

    @Test
    void passesEachPieceOnBeforeTheNextIsMade() throws Exception {
        var read = new CountDownLatch(1);
        try (var bed = new AxonBed(exchange -> {
                    exchange.stream();
                    exchange.chunk("{\"response\":\"first\"}\n");
                    exchange.waitFor(read);
                    exchange.chunk("{\"done\":true}\n");
                    exchange.end();
                });
                var lines = linesOf(bed.generate(BodyHandlers.ofInputStream()))) {
            assertThat(lines.readLine()).contains("first");
            read.countDown();
            assertThat(lines.readLine()).contains("done");
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void closesTheEnginesConnectionWhenTheCallerLeavesInTheMiddle() throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var bed = new AxonBed(exchange -> {
            exchange.stream();
            exchange.chunk("{\"response\":\"first\"}\n");
            exchange.awaitClosing();
            closed.complete(System.nanoTime());
        })) {
            InputStream body = bed.generate(BodyHandlers.ofInputStream()).body();
            assertThat(body.read()).isEqualTo('{');

            long left = System.nanoTime();
            body.close();

            assertThat(closed.get(5, TimeUnit.SECONDS) - left)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void closesTheEnginesConnectionWhenTheCallerLeavesBeforeTheFirstByte() throws Exception {
        var asked = new CountDownLatch(1);
        var closed = new CompletableFuture<Long>();
        try (var bed = new AxonBed(exchange -> {
            asked.countDown();
            exchange.awaitClosing();
            closed.complete(System.nanoTime());
        })) {
            bed.session.renew();
            var answer = new RawCall(bed, "POST", "/api/generate", AxonBed.PROMPT);
            asked.await();

            long left = System.nanoTime();
            answer.close();

            assertThat(closed.get(5, TimeUnit.SECONDS) - left)
                    .isLessThan(Duration.ofSeconds(1).toNanos());
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void aCallerThatLeavesTheQueueNeverReachesTheEngine() throws Exception {
        var release = new CountDownLatch(1);
        try (var bed = new AxonBed(exchange -> {
            exchange.waitFor(release);
            ScriptedEngine.answerShortly(exchange);
        })) {
            CompletableFuture<HttpResponse<String>> first = inBackground(bed);
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"busy\":1"));
            var waiting = new RawCall(bed, "POST", "/api/generate", AxonBed.PROMPT);
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"queued\":1"));

            waiting.close();
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"queued\":0"));
            release.countDown();

            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(bed.engine.requests()).hasSize(1);
        }
    }

    @Test
    void namesTheBoundOfAFullQueueAndWhenToComeAgain() throws Exception {
        var release = new CountDownLatch(1);
        try (var bed = new AxonBed(
                exchange -> {
                    exchange.waitFor(release);
                    ScriptedEngine.answerShortly(exchange);
                },
                options -> options.withSlots(1, 1))) {
            CompletableFuture<HttpResponse<String>> first = inBackground(bed);
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"busy\":1"));
            CompletableFuture<HttpResponse<String>> second = inBackground(bed);
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"queued\":1"));

            HttpResponse<String> refused = bed.generate();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"error\":\"the queue is full: its bound is 1, and 1 of it are yours\",\"code\":\"queue_full\"}");
            release.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(second.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatBreaksInTheMiddleEndsWithAnErrorLine() throws Exception {
        try (var bed = new AxonBed(exchange -> {
            exchange.stream();
            exchange.chunk("{\"response\":\"first\"}\n{\"resp");
        })) {
            HttpResponse<String> answer = bed.generate();

            assertThat(answer.body().lines())
                    .containsExactly(
                            "{\"response\":\"first\"}",
                            "{\"resp",
                            "{\"error\":\"the engine broke off its answer\",\"code\":\"upstream_broken\"}");
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(lastReceipt(bed).answerDigest())
                    .isEqualTo(Sha256.hexOf(answer.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void anAnswerThatEndsWithoutDoneIsNotTakenForWhole() throws Exception {
        try (var bed = new AxonBed(exchange -> {
            exchange.stream();
            exchange.chunk("{\"response\":\"first\"}\n");
            exchange.end();
        })) {
            assertThat(bed.generate().body()).contains("\"code\":\"upstream_incomplete\"");
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void anUnstreamedAnswerThatBreaksIsCutShortForTheCallerToo() throws Exception {
        try (var bed = new AxonBed(exchange -> exchange.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"response\":"))) {
            Assertions.assertThatThrownBy(bed::generate).isInstanceOf(IOException.class);
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void anEngineThatFallsSilentIsGivenUp() throws Exception {
        var closed = new CountDownLatch(1);
        var brisk = new Deadlines(
                Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(2));
        try (var bed = new AxonBed(
                exchange -> {
                    exchange.stream();
                    exchange.chunk("{\"response\":\"first\"}\n");
                    exchange.awaitClosing();
                    closed.countDown();
                },
                options -> options.with(options.engine().with(brisk)))) {
            assertThat(bed.generate().body()).contains("the engine sent nothing for 200 ms");
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEngineThatNeverBeginsIsGivenUp() throws Exception {
        var closed = new CountDownLatch(1);
        var brisk = new Deadlines(
                Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(2));
        try (var bed = new AxonBed(
                exchange -> {
                    exchange.awaitClosing();
                    closed.countDown();
                },
                options -> options.with(options.engine().with(brisk)))) {
            HttpResponse<String> answer = bed.generate();

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("upstream_timeout").contains("200 ms");
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEngineThatIsGoneGivesABadGateway() throws Exception {
        try (var bed = new AxonBed(ScriptedEngine::answerShortly)) {
            bed.engine.close();

            HttpResponse<String> answer = bed.generate();

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("upstream_unreachable");
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void theEnginesOwnRefusalsGoThrough() throws Exception {
        try (var bed = new AxonBed(exchange -> exchange.json(404, "{\"error\":\"model 'x' not found\"}"))) {
            HttpResponse<String> answer = bed.generate();

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"error\":\"model 'x' not found\"}");
            assertThat(lastReceipt(bed).outcome()).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void nothingOfTheEnginesHeadersGoesThroughButItsKindAndLength() throws Exception {
        try (var bed = new AxonBed(
                exchange -> exchange.write(
                        "HTTP/1.1 200 OK\r\nServer: secret\r\nSet-Cookie: a=b\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{\"done\":true}"))) {
            var headers = bed.generate().headers();

            assertThat(headers.map()).containsOnlyKeys("content-type", "content-length", "date");
        }
    }

    @Test
    void servesReadRoutesWithoutASlot() throws Exception {
        var release = new CountDownLatch(1);
        try (var bed = new AxonBed(exchange -> {
            if (exchange.requestLine.startsWith("GET /api/version")) {
                exchange.json(200, "{\"version\":\"0.32\"}");
            } else {
                exchange.waitFor(release);
                ScriptedEngine.answerShortly(exchange);
            }
        })) {
            CompletableFuture<HttpResponse<String>> busy = inBackground(bed);
            await().until(() -> bed.open("/axon/v1/status"), status -> status.contains("\"busy\":1"));

            assertThat(bed.get("/api/version").body()).isEqualTo("{\"version\":\"0.32\"}");
            assertThat(bed.get("/api/tags").body()).contains("tiny:latest");
            release.countDown();
            assertThat(busy.get().statusCode()).isEqualTo(200);
        }
    }

    static Receipt lastReceipt(AxonBed bed) throws Exception {
        return await().until(
                        () -> ReceiptPage.fromNdjson(
                                        bed.get("/axon/v1/receipts").body())
                                .receipts(),
                        receipts -> !receipts.isEmpty())
                .getLast();
    }

    private static CompletableFuture<HttpResponse<String>> inBackground(AxonBed bed) {
        var answer = new CompletableFuture<HttpResponse<String>>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(bed.generate());
            } catch (IOException | InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static BufferedReader linesOf(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
