package org.synapsesubnet.registrar.build;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** The builds of this node that aren't over: some run, the others wait in the order in which they came. */
final class BuildQueue {

    private final Executor threads;
    private final int limit;
    private final int atOnce;
    private final Semaphore places;
    private final ConcurrentMap<UUID, BuildRun> underWay = new ConcurrentHashMap<>();

    /**
     * @param atOnce builds that run at the same time
     * @param waiting builds that may wait besides
     */
    BuildQueue(Executor threads, int atOnce, int waiting) {
        this.threads = threads;
        this.atOnce = atOnce;
        this.limit = waiting;
        this.places = new Semaphore(atOnce, true);
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 503 when there is none */
    void requireRoom() {
        if (underWay.size() >= atOnce + limit) {
            throw BuildProblems.tooMany(limit);
        }
    }

    void start(BuildRun run) {
        underWay.put(run.id(), run);
        try {
            threads.execute(() -> take(run));
        } catch (RuntimeException e) {
            underWay.remove(run.id());
            throw e;
        }
    }

    Optional<BuildRun> find(UUID id) {
        return Optional.ofNullable(underWay.get(id));
    }

    /** Ends what is under way, since the application does. */
    void end() {
        underWay.values().forEach(BuildRun::interrupt);
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    private void take(BuildRun run) {
        places.acquireUninterruptibly();
        try {
            run.run();
        } finally {
            underWay.remove(run.id());
            places.release();
        }
    }
}
