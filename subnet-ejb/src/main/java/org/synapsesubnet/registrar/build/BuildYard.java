package org.synapsesubnet.registrar.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.BuildPage;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.build.GitSource;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.Images;

/** This node's builds: takes what is to be built, lets it run in its turn, and tells how it goes. */
final class BuildYard implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final BuildSettings settings;
    private final Optional<ContainerEngine> engine;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final BuildRows rows;
    private final BuildLogRows logs;
    private final BuildFolder files;
    private final BuildQueue queue;
    private final Bell bell = new Bell();

    /** @param engine set apart for building; closed with the yard; none: no builds */
    BuildYard(
            BuildSettings settings,
            Optional<ContainerEngine> engine,
            DataSource database,
            InstantSource clock,
            ExecutorService threads) {
        this.settings = settings;
        this.engine = engine;
        this.clock = clock;
        this.threads = threads;
        this.rows = new BuildRows(database, clock);
        this.logs = new BuildLogRows(database);
        this.files = new BuildFolder(settings.folder());
        this.queue = new BuildQueue(threads, settings.atOnce(), settings.waiting());
    }

    /** Ends the builds that this node left under way when it died, and removes what they left. */
    void recover() throws SQLException, IOException {
        for (UUID build : rows.underWay(settings.node())) {
            BuildLog.LOG.wasInterrupted(build);
            rows.end(build, Ending.interrupted());
            if (engine.isPresent()) {
                unmake(engine.get(), build);
            }
        }
        files.clear();
    }

    /**
     * Takes an archive as it comes, checks it and has it built.
     *
     * @param declared bytes that are announced; negative where nobody said
     */
    BuildView archive(String module, InputStream body, long declared, String by) throws SQLException, IOException {
        requireReady(module);
        long limit = settings.context().uploadBytes();
        if (declared > limit) {
            throw BuildProblems.tooLarge(limit);
        }
        UUID id = UUID.randomUUID();
        Path folder = files.make(id);
        boolean started = false;
        try {
            Path upload = folder.resolve("upload");
            BuildSource source = new BuildSource(BuildFolder.receive(body, upload, limit), null);
            BuildContext context = BuildContext.of(upload, folder.resolve("context.tar"), settings.context());
            BuildView queued = start(id, module, source, by, folder, context);
            started = true;
            return queued;
        } finally {
            if (!started) {
                files.remove(id);
            }
        }
    }

    /** Has a commit fetched and built. */
    BuildView commit(String module, GitSource git, String by) throws SQLException, IOException {
        requireReady(module);
        settings.git().require(git.url());
        UUID id = UUID.randomUUID();
        return start(id, module, new BuildSource(null, git), by, files.make(id), null);
    }

    BuildView find(String module, UUID id) throws SQLException {
        return rows.find(module, id).orElseThrow(() -> BuildProblems.notFound(module));
    }

    BuildPage list(String module, int offset, int limit) throws SQLException {
        requireModule(module);
        return new BuildPage(rows.page(module, offset, limit), offset, limit, rows.count(module));
    }

    /** The next pieces of a log after one; empty when there are none yet. */
    List<LogPiece> log(UUID id, int after) throws SQLException {
        return logs.after(id, after);
    }

    /** Waits until a build may have said more. */
    void awaitMore(Duration patience) throws InterruptedException {
        bell.await(patience);
    }

    /** Stops a build that isn't over; it is over a moment later. */
    BuildView cancel(String module, UUID id, String by) throws SQLException {
        BuildView build = find(module, id);
        if (build.state().isOver()) {
            throw BuildProblems.over(build.state());
        }
        if (!rows.endQueued(id, Ending.cancelled(by))) {
            BuildRun run = queue.find(id).orElseThrow(() -> BuildProblems.elsewhere(nodeOf(id)));
            run.cancel(by);
        }
        bell.ring();
        return find(module, id);
    }

    Optional<BuildView> of(String module, String version) throws SQLException {
        return rows.of(module, version);
    }

    /** The builder's images. */
    Images images() {
        return engine.orElseThrow(BuildProblems::noBuilder).images();
    }

    void released(UUID id, String version) throws SQLException {
        rows.released(id, version);
    }

    /** Breaks builds off; returns when they are, or after a few seconds. */
    @Override
    public void close() {
        queue.end();
        long end = System.nanoTime() + LONGEST_END.toNanos();
        while (!queue.isIdle() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        engine.ifPresent(ContainerEngine::close);
    }

    private BuildView start(
            UUID id, String module, BuildSource source, String by, Path folder, @Nullable BuildContext context)
            throws SQLException {
        ContainerEngine on = engine.orElseThrow(BuildProblems::noBuilder);
        String builder = settings.builder()
                .orElseThrow(BuildProblems::noBuilder)
                .address()
                .toString();
        BuildOrder order = new BuildOrder(
                id, module, source, builder, by, clock.instant().truncatedTo(ChronoUnit.MILLIS), folder, context);
        if (!rows.add(id, module, settings.node(), source, builder, by)) {
            throw BuildProblems.moduleNotFound(module);
        }
        BuildView queued = find(module, id);
        queue.start(new BuildRun(order, rows, logs, settings.logBytes(), maker(on), files, bell, threads));
        return queued;
    }

    private ImageMaker maker(ContainerEngine on) {
        Duration patience =
                settings.builder().orElseThrow(BuildProblems::noBuilder).buildDeadline();
        return new ImageMaker(on.images(), settings, new GitCheckout(settings.git(), settings.context(), patience));
    }

    private void requireReady(String module) throws SQLException {
        if (engine.isEmpty()) {
            throw BuildProblems.noBuilder();
        }
        requireModule(module);
        queue.requireRoom();
    }

    private void requireModule(String module) throws SQLException {
        if (rows.module(module).isEmpty()) {
            throw BuildProblems.moduleNotFound(module);
        }
    }

    private String nodeOf(UUID id) {
        try {
            return rows.node(id);
        } catch (SQLException e) {
            throw new IllegalStateException("The build's row can't be read", e);
        }
    }

    private void unmake(ContainerEngine on, UUID build) {
        try {
            maker(on).unmake(build);
        } catch (EngineException e) {
            BuildLog.LOG.leftBehind(build, String.valueOf(e.getMessage()));
        }
    }
}
