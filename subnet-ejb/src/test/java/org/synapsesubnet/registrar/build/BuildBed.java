package org.synapsesubnet.registrar.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.migrations.Migrations;

/** A yard on a real engine, with a database of its own and one module. What it built is removed at the end. */
final class BuildBed implements AutoCloseable {

    static final String MODULE = "llama-front";
    static final String BOSS = "boss";

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Held, since a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.synapsesubnet.build"));

    final BuildYard yard;
    final ContainerEngine engine;
    final Path files;

    private final JdbcConnectionPool database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BuildBed(BuildSettings settings, String url) throws SQLException, IOException {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        database = JdbcConnectionPool.create(url, "sa", "");
        Migrations.run(database);
        engine = RealEngine.connect(settings.builder().orElseThrow());
        files = settings.folder();
        addModule();
        yard = new BuildYard(
                settings,
                Optional.of(RealEngine.connect(settings.builder().orElseThrow())),
                database,
                Clock.systemUTC(),
                threads);
        yard.recover();
    }

    static BuildBed open(Path folder) throws SQLException, IOException {
        return open(settings(folder, GitHosts.parse(List.of(), false)));
    }

    static BuildBed open(BuildSettings settings) throws SQLException, IOException {
        return new BuildBed(settings, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    static BuildSettings settings(Path folder, GitHosts git) {
        return settings(EngineSettings.local(RealEngine.socket()), folder, git, 1);
    }

    static BuildSettings settings(EngineSettings engine, Path folder, GitHosts git, int atOnce) {
        return new BuildSettings(
                "here",
                Optional.of(engine),
                "none",
                128L << 20,
                1,
                1L << 30,
                atOnce,
                2,
                10_000,
                folder.resolve("builds"),
                new ContextLimits(1 << 20, 8 << 20, 100),
                Set.of(),
                git);
    }

    BuildView start(Tar tar) throws SQLException, IOException {
        byte[] bytes = tar.bytes();
        return yard.archive(MODULE, new ByteArrayInputStream(bytes), bytes.length, BOSS);
    }

    /** How a build ended. */
    BuildView ended(BuildView build) {
        return await().atMost(LONG)
                .until(() -> yard.find(MODULE, build.id()), now -> now.state().isOver());
    }

    BuildView built(Tar tar) throws SQLException, IOException {
        return ended(start(tar));
    }

    String log(BuildView build) throws SQLException {
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (List<LogPiece> pieces = yard.log(build.id(), last);
                !pieces.isEmpty();
                pieces = yard.log(build.id(), last)) {
            pieces.forEach(piece -> text.append(piece.text()));
            last = pieces.getLast().number();
        }
        return text.toString();
    }

    void awaitLog(BuildView build, String part) {
        await().atMost(LONG).until(() -> log(build).contains(part));
    }

    Optional<ImageReference> imageOf(BuildView build) throws EngineException {
        return engine.images().find(Map.of(BuildOrder.BUILD_LABEL, build.id().toString()));
    }

    void addModule() throws SQLException {
        sql("insert into module (id, name, type, description, configuration, status, version, created_at, updated_at)"
                + " select random_uuid(), '" + MODULE + "', 'docker', '', '{}', 'registered', 0, current_timestamp,"
                + " current_timestamp where not exists (select 1 from module where name = '" + MODULE + "')");
    }

    void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    static void assertRefused(ThrowingCallable call, int status, String detail) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().detail()).contains(detail);
            assertThat(e.problem().status()).isEqualTo(status);
        });
    }

    @Override
    public void close() throws SQLException, EngineException {
        for (BuildView build : yard.list(MODULE, 0, 100).builds()) {
            Optional<ImageReference> image = imageOf(build);
            if (image.isPresent()) {
                engine.images().remove(image.get());
            }
        }
        yard.close();
        engine.close();
        threads.shutdownNow();
        database.dispose();
    }
}
