package org.synapsesubnet.platform.concurrent;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task within the application's context on a thread of its own.
 *
 * <p>Concurrency 3.0 (Jakarta EE 10) has no virtual threads of its own; setting the context up and starting the thread
 * are therefore two steps here. The context is captured once: Payara looks for context providers in every jar each time
 * it captures one, which cost more than all else that a request did before its exchange with a miner.
 */
final class ContextualExecutor extends AbstractExecutorService {

    private final ExecutorService threads;
    private final Executor context;

    /** @param context runs a task in the calling thread within the application's context */
    ContextualExecutor(ExecutorService threads, Executor context) {
        this.threads = threads;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> context.execute(task));
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
