package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.process.AllowedCommands;
import org.synapsesubnet.container.remote.RemoteAddress;
import org.synapsesubnet.container.remote.RemoteEngine;
import org.synapsesubnet.engine.EngineOptions;
import org.synapsesubnet.engine.EngineServer;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.miner.models.ModelDesk;

/** An Ollama that others run, behind TLS: watched like all others, and never changed. */
class RemoteFleetTest {

    private static final ReplicaKey KEY = new ReplicaKey("tiny", 0);
    private static final Duration NOTICED = Duration.ofSeconds(15);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @SuppressWarnings("NullAway.Init")
    private EngineOptions options;

    @SuppressWarnings("NullAway.Init")
    private EngineServer engine;

    @SuppressWarnings("NullAway.Init")
    private TlsFront front;

    @BeforeEach
    void begin() throws Exception {
        TinyModel.write(folder.resolve("f16.gguf"), folder.resolve("q4.gguf"), TinyModel.DEFAULT_SEED);
        options = EngineOptions.serving("tiny", folder.resolve("f16.gguf"));
        engine = EngineServer.start(options);
        front = TlsFront.before(engine.uri(), folder);
    }

    @AfterEach
    void end() {
        front.close();
        engine.close();
        threads.shutdownNow();
    }

    @Test
    void isWatchedAndNeverChanged() throws Exception {
        RemoteAddress there = new RemoteAddress(front.url(), folder);
        try (HttpClient client = there.client(threads);
                FleetBed fleet = bed(there, client);
                EngineServer slow = EngineServer.start(options.withTokenDelay(Duration.ofSeconds(30)))) {
            ModelDesk desk = new ModelDesk(fleet.database());
            fleet.book.add(FleetBed.miner("tiny", 1, there.image()));
            // Of a time when the miner was elsewhere.
            desk.limit("tiny", 1);
            fleet.look(new HostAddress(FleetBed.HOST, new HostPlace.Remote(there, DEADLINE)), client);

            is(fleet, ReplicaState.READY, "");
            ObservedContainer watched = fleet.container(KEY).orElseThrow();
            await("its models")
                    .atMost(NOTICED)
                    .untilAsserted(() -> assertThat(desk.all("tiny"))
                            .extracting(FleetModelView::name)
                            .containsExactly("tiny:latest"));

            front.before(slow.uri());
            is(fleet, ReplicaState.UNHEALTHY, "generates nothing within");
            front.before(engine.uri());
            is(fleet, ReplicaState.READY, "");
            engine.close();
            is(fleet, ReplicaState.LOST, "127.0.0.1");
            engine = EngineServer.start(options);
            front.before(engine.uri());
            is(fleet, ReplicaState.READY, "");

            assertThat(fleet.record(KEY).failures()).isZero();
            assertThat(fleet.container(KEY).orElseThrow()).isEqualTo(watched);
        }
        assertThat(front.asked())
                .isSubsetOf(Set.of("GET /api/version", "POST /api/generate", "GET /api/tags", "GET /api/ps"));
    }

    @Test
    void oneWithAnotherCertificateIsLostAndToldWhy() throws Exception {
        RemoteAddress there = new RemoteAddress(front.url(), Files.createTempDirectory(folder, "other"));
        try (TlsFront other = TlsFront.before(engine.uri(), there.certificates());
                HttpClient client = there.client(threads);
                FleetBed fleet = bed(there, client)) {
            fleet.book.add(FleetBed.miner("tiny", 1, there.image()));
            fleet.look(new HostAddress(FleetBed.HOST, new HostPlace.Remote(there, DEADLINE)), client);

            is(fleet, ReplicaState.LOST, "PKIX path");
            assertThat(other.asked()).isEmpty();
        }
        assertThat(front.asked()).isEmpty();
    }

    @Test
    void anotherImageThanItsAddressIsRefusedByName() throws Exception {
        RemoteAddress there = new RemoteAddress(front.url(), folder);
        try (HttpClient client = there.client(threads);
                FleetBed fleet = bed(there, client)) {
            fleet.book.add(FleetBed.miner("tiny", 1, AllowedCommands.nameOf("https://elsewhere.example")));
            fleet.look(new HostAddress(FleetBed.HOST, new HostPlace.Remote(there, DEADLINE)), client);

            await().atMost(NOTICED)
                    .until(() -> fleet.record(KEY)
                            .lastFailure()
                            .contains("the image must be its SHA-256, " + there.image()));
        }
    }

    @Test
    void oneThatTheListDoesNotNameIsNoHost() {
        HostEngines engines =
                new HostEngines(Set.of(), AllowedCommands.parse(""), folder, Set.of("ollama.example:443"));
        HostAddress allowed = host("far=ollama+https://ollama.example");
        HostAddress other = host("far=ollama+https://ollama.example:8443");

        try (HttpClient client = HttpClient.newHttpClient()) {
            engines.open(allowed, client, Clock.systemUTC(), threads).close();
            assertThatThrownBy(() -> engines.open(other, client, Clock.systemUTC(), threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("synapse.fleet.remote-allow-list: ollama.example:8443 isn't in it, so host far can't be"
                            + " used");
        }
    }

    private HostAddress host(String text) {
        return HostAddress.parse(text, folder, DEADLINE);
    }

    private static FleetBed bed(RemoteAddress there, HttpClient client) throws Exception {
        RemoteEngine engine = new RemoteEngine(there, client, DEADLINE, Clock.systemUTC());
        return new FleetBed(() -> engine, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1").detached();
    }

    private static void is(FleetBed fleet, ReplicaState state, String reason) {
        await(state + " " + reason).atMost(NOTICED).untilAsserted(() -> {
            assertThat(fleet.record(KEY).state()).isEqualTo(state);
            assertThat(fleet.record(KEY).reason()).contains(reason);
        });
    }
}
