package org.synapsesubnet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.TinyFiles;

class DepartureAndQueueTest {

    private static final EngineOptions SLOW =
            EngineOptions.serving("tiny", TinyFiles.F16).withTokenDelay(Duration.ofMillis(20));

    @Test
    void aCallerWhoLeavesFreesItsSlotWithinASecond() throws Exception {
        try (EngineUnderTest engine = new EngineUnderTest(SLOW)) {
            HttpResponse<InputStream> response = engine.client.send(
                    engine.postRequest("/api/generate", generate(1000)), BodyHandlers.ofInputStream());
            assertThat(response.body().read()).isEqualTo('{');
            assertThat(engine.server.running()).isEqualTo(1);
            response.body().close();
            await().atMost(Duration.ofSeconds(1)).until(() -> engine.server.running() == 0);
        }
    }

    @Test
    void eachTokenLeavesWhenItIsMade() throws Exception {
        try (EngineUnderTest engine = new EngineUnderTest(SLOW.withTokenDelay(Duration.ofMillis(100)))) {
            HttpResponse<InputStream> response =
                    engine.client.send(engine.postRequest("/api/generate", generate(8)), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).contains("\"done\":false");
                // Had anything been buffered, the answer would be whole by now.
                assertThat(engine.server.running()).isEqualTo(1);
                long first = System.nanoTime();
                while (lines.readLine() != null) {
                    // The rest only has to come.
                }
                assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(400));
            }
        }
    }

    @Test
    void requestsBeyondTheSlotsWaitInOrder() throws Exception {
        try (EngineUnderTest engine = new EngineUnderTest(SLOW)) {
            List<Integer> order = Collections.synchronizedList(new ArrayList<>());
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                answers.add(engine.client
                        .sendAsync(
                                engine.postRequest("/api/generate", generate(i == 0 ? 100 : 2)),
                                BodyHandlers.ofString())
                        .thenAccept(response -> order.add(number)));
                await().until(() -> engine.server.running() == 1 && engine.server.waiting() == number);
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
            assertThat(order).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void refusesRequestsBeyondTheQueue() throws Exception {
        try (EngineUnderTest engine = new EngineUnderTest(SLOW.withWaiting(1))) {
            var running =
                    engine.client.sendAsync(engine.postRequest("/api/generate", generate(50)), BodyHandlers.ofString());
            await().until(() -> engine.server.running() == 1);
            var waiting =
                    engine.client.sendAsync(engine.postRequest("/api/generate", generate(1)), BodyHandlers.ofString());
            await().until(() -> engine.server.waiting() == 1);
            HttpResponse<String> refused = engine.post("/api/generate", generate(1));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("maximum pending requests exceeded");
            assertThat(running.get().statusCode()).isEqualTo(200);
            assertThat(waiting.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void catalogueAnswersWhileAllSlotsCompute() throws Exception {
        try (EngineUnderTest engine =
                new EngineUnderTest(EngineOptions.serving("tiny", TinyFiles.F16).withParallel(4))) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(engine.client.sendAsync(
                        engine.postRequest("/api/generate", generate(1500)), BodyHandlers.ofString()));
            }
            await().until(() -> engine.server.running() == 4);
            assertThat(engine.get("/api/version").statusCode()).isEqualTo(200);
            assertThat(engine.server.running()).isPositive();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
        }
    }

    @Test
    void closingEndsWhatRunsAndWhatWaits() throws Exception {
        EngineUnderTest engine = new EngineUnderTest(SLOW);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(engine.client.sendAsync(
                    engine.postRequest("/api/generate", generate(1000)), BodyHandlers.ofString()));
        }
        await().until(() -> engine.server.waiting() == 2);
        engine.server.close();
        await().atMost(Duration.ofSeconds(5)).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
        engine.close();
    }

    private static String generate(int tokens) {
        return "{\"model\":\"tiny\",\"prompt\":\"Hello\",\"options\":{\"num_predict\":%d}}".formatted(tokens);
    }
}
