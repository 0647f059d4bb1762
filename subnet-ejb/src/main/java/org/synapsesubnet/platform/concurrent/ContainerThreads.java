package org.synapsesubnet.platform.concurrent;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Offers the {@link VirtualThreads} executor and ends it with the application. */
@ApplicationScoped
public class ContainerThreads {

    /** How long running tasks have after they were interrupted; the server's own stop has a deadline of 30 s. */
    private static final long SECONDS_TO_END = 3;

    @Resource
    private ContextService contexts;

    /** Made while the application starts, when there is no caller whose identity could be captured. */
    @Produces
    @ApplicationScoped
    @VirtualThreads
    ExecutorService virtualThreads() {
        ThreadFactory named = Thread.ofVirtual().name("subnet-", 0).factory();
        return new ContextualExecutor(Executors.newThreadPerTaskExecutor(named), contexts.currentContextExecutor());
    }

    void end(@Disposes @VirtualThreads ExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                ConcurrencyLog.LOG.tasksOutlivedTheApplication(SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
