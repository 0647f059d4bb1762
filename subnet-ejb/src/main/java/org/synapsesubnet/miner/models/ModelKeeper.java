package org.synapsesubnet.miner.models;

import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.synapsesubnet.container.EngineException;

/**
 * Looks after the models on one host until it is interrupted: beside the host's containers, whose repair must not wait
 * for a pull.
 */
public final class ModelKeeper implements Runnable, AutoCloseable {

    /** The miners of the host and where their engines listen, as they are now. */
    public interface Seats {
        List<MinerSeats> now();
    }

    /** How often somebody else's leavings on the way out are looked for. */
    private static final Duration MENDING = Duration.ofSeconds(15);

    private final String host;
    private final Seats seats;
    private final Egress egress;
    private final Duration tick;
    private final Semaphore news = new Semaphore(0);
    private final ModelJobs jobs;
    private final ModelReconciler reconciler;
    private final InstantSource clock;
    private Instant nextMending = Instant.MIN;

    /**
     * @param egress the way out of the host
     * @param tick the longest time between two looks
     * @param rest how long to wait after so many failures in a row, from 1
     * @param threads a thread for each question and each job; stay the caller's
     */
    public ModelKeeper(
            String host,
            Seats seats,
            Egress egress,
            ModelWorks works,
            DataSource database,
            Duration tick,
            IntFunction<Duration> rest,
            HttpClient client,
            InstantSource clock,
            ExecutorService threads) {
        this.host = host;
        this.seats = seats;
        this.egress = egress;
        this.tick = tick;
        this.clock = clock;
        OllamaClient ollama = new OllamaClient(client, works.settings().patience());
        ConcurrentLinkedQueue<ModelOutcome> outcomes = new ConcurrentLinkedQueue<>();
        this.jobs = new ModelJobs(threads, news::release);
        this.reconciler = new ModelReconciler(
                new ModelBook(database, clock),
                new ModelRows(database),
                new VolumeRows(database),
                new ModelSight(ollama, threads),
                new ModelWorker(
                        ollama,
                        egress,
                        works.blobs(),
                        works.board(),
                        works.settings().plainRegistries(),
                        rest,
                        clock,
                        outcomes::add),
                jobs,
                outcomes,
                works.settings().look(),
                clock);
    }

    /** Brings the next look forward. */
    public void look() {
        news.release();
    }

    /** Whether a miner's engines lack the model that their health is asked with, as far as is known. */
    public boolean lacksFirstModel(String miner) {
        return reconciler.lacksFirstModel(miner);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pass();
                if (news.tryAcquire(tick.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() throws InterruptedException {
        try {
            mend();
            reconciler.pass(seats.now());
        } catch (EngineException e) {
            // The host's own keeper meets the same trouble, and tells of it.
            if (!e.isEngineLost()) {
                ModelLog.LOG.egressStuck(host, String.valueOf(e.getMessage()));
            }
        } catch (SQLException | RuntimeException e) {
            ModelLog.LOG.passFailed(host, e);
        }
    }

    private void mend() throws EngineException {
        if (clock.instant().isBefore(nextMending)) {
            return;
        }
        int mended = egress.mend();
        nextMending = clock.instant().plus(MENDING);
        if (mended > 0) {
            ModelLog.LOG.egressMended(host, mended);
        }
    }

    /** Breaks off what is under way; the next keeper goes on from what it sees. */
    @Override
    public void close() {
        jobs.cancelAll();
    }
}
