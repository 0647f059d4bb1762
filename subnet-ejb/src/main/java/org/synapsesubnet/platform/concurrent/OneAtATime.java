package org.synapsesubnet.platform.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** Work that is started by a clock and must not pile up: while it goes on, further starts do nothing. */
public final class OneAtATime {

    private final ReentrantLock atWork = new ReentrantLock();
    private volatile boolean ended;

    /** Does the work unless another thread is at it, or {@link #end} was called. */
    public void run(Runnable work) {
        if (!ended && atWork.tryLock()) {
            try {
                work.run();
            } finally {
                atWork.unlock();
            }
        }
    }

    /**
     * Has it done on another thread. A timer's callback that only does this returns at once, as it should: one that is
     * under way when the application is undeployed stays on its thread in Payara, and the application with it.
     *
     * @param threads of the platform: virtual ones that load classes are pinned to the few that carry them, and while
     *     the application starts they would wait for each other there, on Payara's one lock for its class loader
     */
    public void start(Executor threads, Runnable work) {
        if (ended) {
            return;
        }
        try {
            threads.execute(() -> run(work));
        } catch (RejectedExecutionException e) {
            // The threads have ended before the clock.
            ended = true;
        }
    }

    /** Waits for what is going on; nothing is started afterwards. */
    public void end() {
        ended = true;
        atWork.lock();
        atWork.unlock();
    }
}
