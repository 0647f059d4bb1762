package org.synapsesubnet.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synapsesubnet.api.session.ValidatorSession;

/** Several validators want one engine. */
@Timeout(30)
class FairnessTest {

    private final Semaphore turns = new Semaphore(0);
    private final List<String> served = new CopyOnWriteArrayList<>();

    private void oneATurn(ScriptedEngine.Exchange exchange) throws Exception {
        served.add(new String(exchange.body, StandardCharsets.UTF_8));
        turns.acquire();
        ScriptedEngine.answerShortly(exchange);
    }

    @Test
    void whoeverFloodsTheAxonKeepsNobodyElseFromItsTurn() throws Exception {
        try (var bed = new AxonBed(this::oneATurn, options -> options.withSlots(1, 10))) {
            for (int i = 0; i < 6; i++) {
                ask(bed, bed.session, "flood");
                awaitQueued(bed, i);
            }
            CompletableFuture<HttpResponse<String>> other = ask(bed, bed.sessionOf(bed.otherValidator), "one question");
            awaitQueued(bed, 6);

            turns.release(2);

            assertThat(other.get().statusCode()).isEqualTo(200);
            assertThat(served).startsWith("flood", "one question");
            turns.release(10);
        }
    }

    @Test
    void aBorrowedPlaceInTheQueueIsGivenUpWithAWord() throws Exception {
        try (var bed = new AxonBed(this::oneATurn, options -> options.withSlots(1, 2))) {
            ask(bed, bed.session, "1");
            awaitQueued(bed, 0);
            ask(bed, bed.session, "2");
            awaitQueued(bed, 1);
            CompletableFuture<HttpResponse<String>> borrower = ask(bed, bed.session, "3");
            awaitQueued(bed, 2);

            CompletableFuture<HttpResponse<String>> owner = ask(bed, bed.sessionOf(bed.otherValidator), "4");

            HttpResponse<String> refused = borrower.get();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body())
                    .contains("\"code\":\"queue_displaced\"")
                    .contains("queue of 2 belongs to another validator: 1 of them are yours");
            turns.release(3);
            assertThat(owner.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void placesFollowTheStakesThatTheChainTells() throws Exception {
        try (var bed = new AxonBed(this::oneATurn, options -> options.withSlots(1, 4))) {
            bed.axon.serve(Map.of(bed.validator.hotkey(), 300L, bed.otherValidator.hotkey(), 100L));
            for (int i = 0; i < 5; i++) {
                ask(bed, bed.session, "flood");
                awaitQueued(bed, i);
            }

            HttpResponse<String> refused = ask(bed, bed.session, "more").get();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("the queue is full: its bound is 4, and 2 of it are yours");
            turns.release(10);
        }
    }

    @Test
    void requestsPerMinuteAreSharedAndTheRefusalSaysWhenThereAreMore() throws Exception {
        turns.release(10);
        try (var bed = new AxonBed(
                this::oneATurn, options -> options.with(options.admission().withRequestsPerMinute(20)))) {
            assertThat(bed.generate().statusCode()).isEqualTo(200);

            HttpResponse<String> refused = bed.generate();

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 6L);
            assertThat(refused.body())
                    .isEqualTo("{\"error\":\"10.0 requests a minute are yours, and no others are left over\","
                            + "\"code\":\"requests_per_minute\"}");
            assertThat(ask(bed, bed.sessionOf(bed.otherValidator), "mine").get().statusCode())
                    .isEqualTo(200);
            assertThat(bed.open("/metrics")).contains("synapse_axon_refusals_total{code=\"requests_per_minute\"} 1\n");
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(AxonBed bed, ValidatorSession session, String body) {
        var answer = new CompletableFuture<HttpResponse<String>>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(session.send(
                        HttpRequest.newBuilder(),
                        "POST",
                        "/api/generate",
                        body.getBytes(StandardCharsets.UTF_8),
                        BodyHandlers.ofString()));
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static void awaitQueued(AxonBed bed, int queued) {
        await().until(
                        () -> bed.open("/axon/v1/status"),
                        status -> status.contains("\"busy\":1,\"queued\":%d,".formatted(queued)));
    }
}
