package org.synapsesubnet.registrar.build;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells those who follow a build on this node that there may be something new. */
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();

    void ring() {
        lock.lock();
        try {
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it rings, or when the patience is over, or a little early. */
    @SuppressWarnings("WaitNotInLoop") // who waits looks again anyway
    void await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            boolean unused = rung.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }
}
