package org.synapsesubnet.miner.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.miner.health.HealthWatch.Subject;
import org.synapsesubnet.miner.health.Verdict.Finding;

/** A real engine that is well, and one that answers everything but generates nothing. */
class HealthWatchTest {

    private static final HealthSettings SETTINGS = new HealthSettings(
            Duration.ofSeconds(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            2,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));
    private static final Duration HANGS = Duration.ofMinutes(1);
    private static final Instant LONG_AGO = Instant.now().minusSeconds(3600);

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger news = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private EngineOptions options;

    @BeforeEach
    void writeModel() throws IOException {
        TinyModel.write(folder.resolve("f16.gguf"), folder.resolve("q40.gguf"), TinyModel.DEFAULT_SEED);
        options = EngineOptions.serving("tiny", folder.resolve("f16.gguf"));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        client.shutdownNow();
    }

    @Test
    void anEngineThatGeneratesIsWell() throws IOException {
        try (EngineServer engine = EngineServer.start(options)) {
            HealthWatch watch = look(engine);

            await().until(() -> finding(watch) == Finding.WELL);
            assertThat(news).hasValue(1);
        }
    }

    @Test
    void anEngineThatGeneratesNothingIsDeadAfterTwoMissesWithoutAnotherLook() throws IOException {
        try (EngineServer engine = EngineServer.start(options.withTokenDelay(HANGS))) {
            HealthWatch watch = look(engine);

            await().atMost(Duration.ofSeconds(6)).until(() -> finding(watch) == Finding.DEAD);
            assertThat(verdict(watch).reason()).isEqualTo("its engine generates nothing within 2000 ms");
        }
    }

    /** It works from its first question on, so it never misses: {@link PatientTest} has the limit of that. */
    @Test
    void anEngineThatWorksForOthersIsNotDead() throws IOException {
        try (EngineServer engine = EngineServer.start(options.withTokenDelay(HANGS))) {
            var asked = new AtomicInteger();
            HealthWatch watch = new HealthWatch(
                    SETTINGS, Clock.systemUTC(), threads, id -> asked.incrementAndGet() > 0, news::incrementAndGet);
            watch.look(subject(engine));

            await().until(() -> asked.get() == 1);
            await().during(Duration.ofSeconds(1)).until(() -> finding(watch) == Finding.UNKNOWN);
        }
    }

    @Test
    void aContainerThatIsGoneIsForgotten() throws IOException {
        try (EngineServer engine = EngineServer.start(options)) {
            HealthWatch watch = look(engine);

            watch.look(Map.of());

            assertThat(watch.verdicts()).isEmpty();
        }
    }

    private HealthWatch look(EngineServer engine) {
        HealthWatch watch = new HealthWatch(SETTINGS, Clock.systemUTC(), threads, id -> false, news::incrementAndGet);
        watch.look(subject(engine));
        return watch;
    }

    private Map<String, Subject> subject(EngineServer engine) {
        Question question = new GenerationProbe(client, engine.uri(), "tiny", SETTINGS);
        return Map.of("id", new Subject("id", question, LONG_AGO));
    }

    private static Finding finding(HealthWatch watch) {
        return verdict(watch).finding();
    }

    private static Verdict verdict(HealthWatch watch) {
        return watch.verdicts().getOrDefault("id", Verdict.NONE);
    }
}
