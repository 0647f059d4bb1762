package org.synapsesubnet.registrar.verification;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.docker.DockerEngine;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.passport.PassportKey;

/** Puts the verifier together from what the container offers, and runs what is asked of it. */
@ApplicationScoped
public class Verifier {

    @Inject
    private Config config;

    @Inject
    private InstantSource clock;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    private final Map<UUID, VerificationRun> running = new ConcurrentHashMap<>();
    private @Nullable Bench bench;

    /** What there is to verify with. */
    private record Bench(VerifierSettings settings, ContainerEngine engine, VerificationBook book) {}

    protected Verifier() {}

    @PostConstruct
    void start() {
        VerifierSettings settings = VerifierSettings.from(config);
        settings.engine()
                .ifPresent(engine -> bench = new Bench(
                        settings,
                        new DockerEngine(engine, ContainerPolicy.STRICT, threads),
                        new VerificationBook(database, clock, key())));
    }

    private PassportKey key() {
        try {
            return PassportKey.in(
                    Path.of(config.getValue("synapse.registrar.passport-key-file", String.class)), new SecureRandom());
        } catch (IOException e) {
            throw new IllegalStateException("The verifier can't start: " + e.getMessage(), e);
        }
    }

    /** Asked at deployment: what ran when this node stopped runs no more, and what is left of it is taken away. */
    void awake() {
        try {
            VerificationRows rows = new VerificationRows(database, clock);
            for (VerificationRows.Row left : rows.runningOn(node())) {
                rows.end(left.view().id(), VerificationState.INTERRUPTED, "the server stopped");
                VerificationLog.LOG.interrupted(
                        left.view().version(), left.view().module());
                sweep(left.view().id());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The verifier can't start: " + e.getMessage(), e);
        }
    }

    private void sweep(UUID verification) {
        Bench there = bench;
        if (there != null) {
            try {
                LockedContainer.remove(there.engine(), verification);
            } catch (EngineException e) {
                VerificationLog.LOG.notRemoved(verification, String.valueOf(e.getMessage()));
            }
        }
    }

    boolean isThere() {
        return bench != null;
    }

    String node() {
        return config.getValue("synapse.node.name", String.class);
    }

    void started(@Observes(during = TransactionPhase.AFTER_SUCCESS) VerificationStarted subject) {
        Bench there = bench;
        if (there == null) {
            return;
        }
        VerificationRun run = new VerificationRun(
                subject, new Verification(there.engine(), there.settings(), clock, threads), there.book(), threads);
        running.put(run.id(), run);
        threads.execute(() -> {
            try {
                run.run(there.settings().limit());
            } finally {
                running.remove(run.id());
            }
        });
    }

    void cancel(UUID verification, String by) {
        Optional.ofNullable(running.get(verification)).ifPresent(run -> run.cancel(by));
    }

    /** Breaks off what runs; it is written down as interrupted. */
    @PreDestroy
    void stop() {
        running.values().forEach(VerificationRun::stop);
        Bench there = bench;
        bench = null;
        if (there != null) {
            there.engine().close();
        }
    }
}
