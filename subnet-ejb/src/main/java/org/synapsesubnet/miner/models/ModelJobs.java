package org.synapsesubnet.miner.models;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Work that takes longer than a look, one of each key at a time. Thread-safe. */
final class ModelJobs {

    private final ExecutorService threads;
    private final Runnable news;
    private final Map<String, Job> running = new ConcurrentHashMap<>();

    /**
     * @param threads a thread for each job; stay the caller's
     * @param news called after the end of each
     */
    ModelJobs(ExecutorService threads, Runnable news) {
        this.threads = threads;
        this.news = news;
    }

    /** Does nothing while there is a job of that key. */
    void start(String key, ModelStep step, Runnable work) {
        Job job = new Job(key, step, work);
        if (running.putIfAbsent(key, job) != null) {
            return;
        }
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            // The application ends; nobody will ask for the rest.
            running.remove(key);
        }
    }

    Optional<ModelStep> running(String key) {
        return Optional.ofNullable(running.get(key)).map(job -> job.step);
    }

    /** Interrupts a job; it counts as running until it has cleaned up. */
    void cancel(String key) {
        Job job = running.get(key);
        if (job != null) {
            job.cancel();
        }
    }

    void cancelAll() {
        running.values().forEach(Job::cancel);
    }

    private final class Job implements Runnable {

        private final String key;
        private final ModelStep step;
        private final Runnable work;
        private @Nullable Thread thread;
        private boolean cancelled;

        Job(String key, ModelStep step, Runnable work) {
            this.key = key;
            this.step = step;
            this.work = work;
        }

        @Override
        public void run() {
            try {
                if (begin()) {
                    work.run();
                }
            } finally {
                end();
                running.remove(key);
                news.run();
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !cancelled;
        }

        private synchronized void end() {
            thread = null;
        }

        synchronized void cancel() {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
