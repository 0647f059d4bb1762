package org.synapsesubnet.registrar.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.api.passport.VerificationView;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.registrar.passport.PassportRows;
import org.synapsesubnet.registrar.passport.SignedPassport;
import org.synapsesubnet.registrar.signing.SigningKey;
import org.synapsesubnet.registrar.verification.load.LoadSettings;

/** From the row that says a verification runs to the one that says how it ended, on a real engine. */
class VerificationDeskTest {
    private static final String NODE = "here";
    private static final InstantSource CLOCK = InstantSource.system();

    private static ImageKitchen kitchen;
    private static ImageReference image;

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final UUID release = UUID.randomUUID();
    private final List<VerificationDesk> desks = new ArrayList<>();
    private final VerificationRows rows = new VerificationRows(database, CLOCK);

    @TempDir
    private Path folder;

    @BeforeAll
    static void cook() throws Exception {
        kitchen = new ImageKitchen();
        image = kitchen.silentModule();
    }

    @AfterAll
    static void cleanUp() throws IOException {
        if (kitchen != null) {
            kitchen.close();
        }
    }

    @BeforeEach
    void migrate() throws Exception {
        Migrations.run(database);
        UUID module = UUID.randomUUID();
        execute("""
                insert into module (id, name, type, description, configuration, status, version, created_at, updated_at)
                values (?, 'llama', 'docker', '', '{}', 'disabled', 0, ?, ?)""", module, now(), now());
        execute("""
                insert into module_release (id, module_id, release_version, digest, interface_version, memory_bytes, cpu_millis,
                    gpus, disk_bytes, settings, notes, state, created_by, created_at, state_changed_at, version)
                values (?, ?, '1.0.0', ?, '1.0', 0, 0, 0, 0, '{}', '', 'draft', 'boss', ?, ?, 0)""", release, module, image.text(), now(), now());
    }

    @AfterEach
    void close() {
        desks.forEach(VerificationDesk::close);
        threads.shutdownNow();
        database.dispose();
    }

    @Test
    void itEndsWithASignedPassportAndItsEvidence() throws Exception {
        VerificationDesk desk = desk(Duration.ofMinutes(2));

        desk.start(begun());

        VerificationView ended = awaitEnd();
        assertThat(ended.state()).isEqualTo(VerificationState.REFUSED);
        assertThat(ended.reason()).contains("interface: metrics-answer").contains("interface: capabilities-complete");
        assertThat(ended.evidence()).extracting(StageReport::stage).containsExactly(VerificationStage.values());
        SignedPassport signed = new PassportRows(database).find(release).orElseThrow();
        assertThat(signed.passport().passed()).isFalse();
        assertThat(signed.passport().stages()).isEqualTo(ended.evidence());
        assertThat(signed.billOfMaterials())
                .hasValueSatisfying(bill -> assertThat(bill).contains("CycloneDX"));

        execute("delete from module_release where id = ?", release);
        assertThat(new PassportRows(database).find(release)).isEmpty();
    }

    @Test
    void oneThatIsCancelledSaysByWhom() throws Exception {
        VerificationDesk desk = desk(Duration.ofMinutes(2));
        VerificationStarted begun = begun();
        desk.start(begun);

        desk.cancel(begun.id(), "boss");

        VerificationView ended = awaitEnd();
        assertThat(ended.state()).isEqualTo(VerificationState.CANCELLED);
        assertThat(ended.reason()).isEqualTo("by boss");
        assertNothingLeft(begun.id());
        assertThat(new PassportRows(database).find(release)).isEmpty();
    }

    @Test
    void oneThatIsCancelledBeforeItBeginsEndsAllTheSame() throws Exception {
        desk(Duration.ofMinutes(2)).cancel(begun().id(), "boss");

        assertThat(latest().state()).isEqualTo(VerificationState.CANCELLED);
    }

    @Test
    void oneThatTakesTooLongIsEnded() throws Exception {
        VerificationDesk desk = desk(Duration.ofSeconds(1));
        VerificationStarted begun = begun();

        desk.start(begun);

        VerificationView ended = awaitEnd();
        assertThat(ended.state()).isEqualTo(VerificationState.FAILED);
        assertThat(ended.reason()).isEqualTo("it took longer than PT1S");
        assertNothingLeft(begun.id());
    }

    /** Else the engine might make it after everybody has looked for it in vain. */
    @Test
    void anInterruptionIsHeededWhenTheContainerIsThere() throws Exception {
        UUID id = UUID.randomUUID();
        Thread.currentThread().interrupt();

        try (LockedContainer started =
                LockedContainer.start(kitchen.engine(), threads, id, image, Limits.small(), 0, 11434)) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(started.exit()).isEmpty();
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted()).isTrue();
        assertNothingLeft(id);
    }

    @Test
    void whatAStopInterruptedIsSaidAndTakenAwayAtTheNextStart() throws Exception {
        UUID id = begun().id();
        LockedContainer.start(kitchen.engine(), threads, id, image, Limits.small(), 0, 11434);

        desk(Duration.ofMinutes(2)).tidy();

        VerificationView ended = latest();
        assertThat(ended.state()).isEqualTo(VerificationState.INTERRUPTED);
        assertThat(ended.reason()).isEqualTo("the server stopped");
        assertNothingLeft(id);
    }

    @Test
    void aNodeRunsOneAtOnceAndAReleaseHasOneAtOnce() throws Exception {
        begun();

        assertThatThrownBy(() -> rows.begin(UUID.randomUUID(), release, "elsewhere", "boss"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("23"));
        desk(Duration.ofMinutes(2)).cancel(latest().id(), "boss");
        rows.begin(UUID.randomUUID(), release, "elsewhere", "boss");
        assertThat(rows.runningOn(NODE)).isEmpty();
    }

    private VerificationStarted begun() throws SQLException {
        UUID id = UUID.randomUUID();
        rows.begin(id, release, NODE, "boss");
        return new VerificationStarted(
                id,
                release,
                new ReleaseView(
                        "llama",
                        "1.0.0",
                        image.text(),
                        "1.0",
                        null,
                        ReleaseResources.UNKNOWN,
                        Map.of(),
                        "",
                        ReleaseState.DRAFT,
                        null,
                        "boss",
                        Instant.EPOCH,
                        Instant.EPOCH));
    }

    private VerificationDesk desk(Duration limit) throws IOException {
        VerifierSettings settings = new VerifierSettings(
                Optional.of(EngineSettings.local(kitchen.socket())),
                Optional.empty(),
                limit,
                Duration.ofSeconds(60),
                new LoadSettings(Duration.ofMillis(500), 1, 16, Duration.ofSeconds(30)),
                new Gates(Severity.MEDIUM, Severity.MEDIUM, EnumSet.allOf(ImageRule.class), 10, 0),
                "");
        SigningKey key = SigningKey.of(folder.resolve("signing.pem"));
        VerificationDesk desk = new VerificationDesk(
                NODE,
                settings,
                Optional.of(RealEngine.connect()),
                rows,
                new VerificationBook(database, CLOCK, key),
                CLOCK,
                threads);
        desks.add(desk);
        return desk;
    }

    private VerificationView awaitEnd() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(this::latest, view -> view.state() != VerificationState.RUNNING);
    }

    private VerificationView latest() throws SQLException {
        return rows.latest(release).orElseThrow().view();
    }

    private void assertNothingLeft(UUID id) {
        Map<String, String> label = Map.of(LockedContainer.LABEL, id.toString());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(kitchen.engine().containers().list(label)).isEmpty();
            assertThat(kitchen.engine().networks().list(label)).isEmpty();
        });
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static Object now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
