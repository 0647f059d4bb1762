package org.synapsesubnet.platform.concurrent;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Wraps each task in the caller's context before it is handed on.
 *
 * <p>Concurrency 3.0 (Jakarta EE 10) has no virtual threads of its own; capturing the context and starting the thread
 * are therefore two steps here.
 */
final class ContextualExecutor extends AbstractExecutorService {

    private final ExecutorService threads;
    private final UnaryOperator<Runnable> context;

    ContextualExecutor(ExecutorService threads, UnaryOperator<Runnable> context) {
        this.threads = threads;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(context.apply(task));
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
