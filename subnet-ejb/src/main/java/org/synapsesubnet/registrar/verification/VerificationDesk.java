package org.synapsesubnet.registrar.verification;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;

/** Runs the verifications of one node, and knows what runs. */
final class VerificationDesk implements AutoCloseable {
    private final String node;
    private final VerifierSettings settings;
    private final Optional<ContainerEngine> engine;
    private final VerificationRows rows;
    private final VerificationBook book;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Map<UUID, VerificationRun> running = new ConcurrentHashMap<>();

    /** @param engine closed with the desk; empty where nothing is to be verified */
    VerificationDesk(
            String node,
            VerifierSettings settings,
            Optional<ContainerEngine> engine,
            VerificationRows rows,
            VerificationBook book,
            InstantSource clock,
            ExecutorService threads) {
        this.node = node;
        this.settings = settings;
        this.engine = engine;
        this.rows = rows;
        this.book = book;
        this.clock = clock;
        this.threads = threads;
    }

    boolean isOpen() {
        return engine.isPresent();
    }

    /** What ran when this node stopped runs no more: that is written down, and what is left of it is taken away. */
    void tidy() throws SQLException {
        for (VerificationRows.Row left : rows.runningOn(node)) {
            rows.end(left.view().id(), VerificationState.INTERRUPTED, "the server stopped");
            VerificationLog.LOG.interrupted(left.view().version(), left.view().module());
            engine.ifPresent(there -> remove(there, left.view().id()));
        }
    }

    private static void remove(ContainerEngine engine, UUID verification) {
        try {
            LockedContainer.remove(engine, verification);
        } catch (EngineException e) {
            VerificationLog.LOG.notRemoved(verification, String.valueOf(e.getMessage()));
        }
    }

    /** Begins what a row says is running; returns at once. */
    void start(VerificationStarted subject) {
        ContainerEngine there = engine.orElseThrow(() -> new IllegalStateException("there is no verifier"));
        VerificationRun run =
                new VerificationRun(subject, new Verification(there, settings, clock, threads), book, threads);
        running.put(subject.id(), run);
        threads.execute(() -> {
            try {
                run.run(settings.limit());
            } finally {
                running.remove(subject.id());
            }
        });
    }

    /** Breaks one off; one that hasn't begun yet ends all the same. */
    void cancel(UUID verification, String by) throws SQLException {
        VerificationRun run = running.get(verification);
        if (run == null) {
            rows.end(verification, VerificationState.CANCELLED, "by " + by);
        } else {
            run.cancel(by);
        }
    }

    /** Breaks off what runs. It stays written as running, until the next start tidies up. */
    @Override
    public void close() {
        running.values().forEach(VerificationRun::stop);
        engine.ifPresent(ContainerEngine::close);
    }
}
