package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** As much of a server as a resource adapter sees: threads and timers. */
final class SmallServer implements BootstrapContext, WorkManager, AutoCloseable {

    /** Failures on purpose would fill the log. */
    private static final Logger QUIET = Logger.getLogger(ConnectorLog.class.getPackageName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Timer> timers = new ArrayList<>();
    private volatile boolean refusesWork;

    void refuseWork(boolean refuse) {
        refusesWork = refuse;
    }

    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public Timer createTimer() {
        Timer timer = new Timer("adapter", true);
        timers.add(timer);
        return timer;
    }

    @Override
    public void scheduleWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
            throws WorkRejectedException {
        if (refusesWork) {
            throw new WorkRejectedException("no thread to spare");
        }
        try {
            threads.execute(() -> {
                work.run();
                // IronJacamar does so after each work, not only when it wants one to end.
                work.release();
            });
        } catch (RejectedExecutionException e) {
            throw new WorkRejectedException(e);
        }
    }

    @Override
    public void scheduleWork(Work work) throws WorkRejectedException {
        scheduleWork(work, INDEFINITE, null, null);
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public void close() {
        timers.forEach(Timer::cancel);
        threads.shutdownNow();
    }
}
