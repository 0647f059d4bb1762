package org.synapsesubnet.registrar.build;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.build.BuildPage;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.build.BuiltRelease;
import org.synapsesubnet.api.build.GitSource;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.docker.DockerEngine;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.Releases;
import org.synapsesubnet.registrar.StoredRelease;
import org.synapsesubnet.registrar.distribution.Distribution;

/** The builds of modules as operators order and follow them. What is written leaves an audit entry. */
@ApplicationScoped
public class Builds {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private AuditTrail audit;

    @Inject
    private Releases releases;

    @Inject
    private Distribution distribution;

    private @Nullable BuildYard yard;

    protected Builds() {}

    @PostConstruct
    void open() {
        BuildSettings settings = BuildSettings.from(config);
        Optional<ContainerEngine> engine =
                settings.builder().map(builder -> new DockerEngine(builder, ContainerPolicy.STRICT, threads));
        BuildYard opened = new BuildYard(settings, engine, database, clock, threads);
        try {
            opened.recover();
        } catch (SQLException | IOException e) {
            opened.close();
            throw new IllegalStateException("Builds can't start: " + e.getMessage(), e);
        }
        yard = opened;
    }

    @PreDestroy
    void close() {
        BuildYard closing = yard;
        yard = null; // two callbacks end the application, and the second one finds nothing to do
        if (closing != null) {
            closing.close();
        }
    }

    /** Has {@link #open} done at deployment. */
    void awake() {
        Objects.requireNonNull(yard);
    }

    /**
     * Takes an archive and has it built.
     *
     * @param body a tar archive, packed by gzip or not; read as it comes
     * @param declared bytes that are announced; negative where nobody said
     * @throws org.synapsesubnet.api.problem.ProblemException with status 413 for too many bytes, 400 for a context that is
     *     refused, 404 for no such module, 503 without a builder or room
     */
    public BuildView archive(String module, InputStream body, long declared, Caller by) throws IOException {
        try {
            return written("build.archive", yard().archive(module, body, declared, by.account()), by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Has a commit fetched and built.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 400 for an address that isn't called, 404 for no
     *     such module, 503 without a builder or room
     */
    public BuildView commit(String module, GitSource git, Caller by) throws IOException {
        try {
            return written("build.commit", yard().commit(module, git, by.account()), by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public BuildView find(String module, UUID id) {
        try {
            return yard().find(module, id);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** The latest first. */
    public BuildPage list(String module, int offset, int limit) {
        try {
            return yard().list(module, offset, limit);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * The next pieces of a build's log.
     *
     * @param after the piece that came last, 0 for the log's beginning
     * @return empty when there is nothing more yet
     */
    public List<LogPiece> log(UUID id, int after) {
        try {
            return yard().log(id, after);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Waits until a build may have said more, at most so long. */
    public void awaitMore(Duration patience) throws InterruptedException {
        yard().awaitMore(patience);
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 409 when it is over, or runs on another node */
    public BuildView cancel(String module, UUID id, Caller by) {
        try {
            return written("build.cancel", yard().cancel(module, id, by.account()), by);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** The build that a release was made from; empty where it was made in another way. */
    public Optional<BuildView> of(String module, String version) {
        try {
            return yard().of(module, version);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Makes a draft of a release from a build's image. Where there is a registry the image is pushed first, and the
     * release's digest is the one that it has there; else it is the image's id.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException with status 409 when the build has no image, or version or
     *     digest are taken; 502 when the registry fails, and then there is no release
     */
    public StoredRelease release(String module, UUID id, BuiltRelease draft, Caller by) {
        BuildView build = find(module, id);
        String image = build.imageId();
        if (build.state() != BuildState.SUCCEEDED || image == null) {
            throw BuildProblems.notSucceeded(build.state());
        }
        Optional<String> repository = distribution.repository(module);
        String digest =
                repository.isEmpty() ? image : distribution.push(yard().images(), new ImageReference(image), module);
        StoredRelease stored = releases.add(module, draft.of(digest, repository.orElse(null)), by);
        try {
            yard().released(id, draft.version());
        } catch (SQLException e) {
            throw broken(e);
        }
        return stored;
    }

    private BuildView written(String action, BuildView build, Caller by) {
        audit.record(by.account(), action, build.module(), build.id().toString());
        return build;
    }

    private BuildYard yard() {
        return Objects.requireNonNull(yard);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("The builds' rows can't be read or written", e);
    }
}
