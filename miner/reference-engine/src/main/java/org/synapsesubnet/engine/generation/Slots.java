package org.synapsesubnet.engine.generation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.synapsesubnet.engine.generation.GenerationEvent.Failed;
import org.synapsesubnet.engine.llama.LlamaModel;
import org.synapsesubnet.engine.tokenizer.BpeTokenizer;

/**
 * Runs a bounded number of generations of one model at once; the rest wait in order.
 *
 * <p>Each runs on a platform thread: a virtual one that computes would keep its carrier, and with it the answers to
 * everything else, until the text is done.
 */
public final class Slots implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Slots.class.getName());
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final LlamaModel model;
    private final BpeTokenizer tokenizer;
    private final Duration tokenDelay;
    private final ThreadPoolExecutor threads;
    private final List<Slot> free = new ArrayList<>();
    private final Set<Job> jobs = ConcurrentHashMap.newKeySet();

    /**
     * @param parallel generations at once
     * @param waiting generations that may wait beside them
     * @param tokenDelay added to each token, to behave like slower hardware
     */
    public Slots(LlamaModel model, BpeTokenizer tokenizer, int parallel, int waiting, Duration tokenDelay) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.tokenDelay = tokenDelay;
        this.threads = new ThreadPoolExecutor(
                parallel,
                parallel,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("slot-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Queues a generation; its events come on another thread, which must not block. The last is always a
     * {@link GenerationEvent.Finished} or a {@link Failed}.
     *
     * @throws BusyException if too many wait already
     */
    public void submit(GenerationRequest request, Cancellation cancellation, Consumer<GenerationEvent> listener)
            throws BusyException {
        Job job = new Job(request, cancellation, listener);
        jobs.add(job);
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            jobs.remove(job);
            throw new BusyException();
        }
    }

    private final class Job implements Runnable {

        private final GenerationRequest request;
        private final Cancellation cancellation;
        private final Consumer<GenerationEvent> listener;

        Job(GenerationRequest request, Cancellation cancellation, Consumer<GenerationEvent> listener) {
            this.request = request;
            this.cancellation = cancellation;
            this.listener = listener;
        }

        @Override
        public void run() {
            Slot slot = take(request.prompt());
            GenerationEvent end;
            try {
                long freshSeed = ThreadLocalRandom.current().nextLong();
                end = new TokenLoop(
                                model,
                                tokenizer,
                                request,
                                freshSeed,
                                tokenDelay,
                                cancellation,
                                System::nanoTime,
                                listener)
                        .run(slot);
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.log(Level.ERROR, "a generation failed", e);
                slot.cache().truncate(0);
                end = new Failed("the generation failed: " + e.getMessage());
            } finally {
                give(slot);
                jobs.remove(this);
            }
            listener.accept(end);
        }

        void abandon() {
            cancellation.cancel();
            if (threads.getQueue().remove(this)) {
                listener.accept(new Failed("the engine is closing"));
            }
        }
    }

    /** The free slot that already knows most of the prompt. */
    private Slot take(int[] prompt) {
        synchronized (free) {
            Slot best = null;
            for (Slot slot : free) {
                if (best == null
                        || slot.cache().commonPrefix(prompt) > best.cache().commonPrefix(prompt)) {
                    best = slot;
                }
            }
            if (best == null) {
                return new Slot(model.shape());
            }
            free.remove(best);
            return best;
        }
    }

    private void give(Slot slot) {
        synchronized (free) {
            free.add(slot);
        }
    }

    /** Generations that may run at once. */
    public int parallel() {
        return threads.getMaximumPoolSize();
    }

    /** Generations that run now. */
    public int running() {
        return threads.getActiveCount();
    }

    /** Generations that wait for a slot. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** Gives back the memory of the slots that are free. */
    public void release() {
        synchronized (free) {
            free.clear();
        }
    }

    /** Ends all generations, without waiting for them. */
    @Override
    public void close() {
        threads.shutdown();
        jobs.forEach(Job::abandon);
    }
}
