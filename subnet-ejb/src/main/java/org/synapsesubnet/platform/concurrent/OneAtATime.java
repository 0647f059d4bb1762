package org.synapsesubnet.platform.concurrent;

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

    /** Waits for what is going on; nothing is started afterwards. */
    public void end() {
        ended = true;
        atWork.lock();
        atWork.unlock();
    }
}
