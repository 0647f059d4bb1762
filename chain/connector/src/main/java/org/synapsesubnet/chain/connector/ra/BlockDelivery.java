package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;

/**
 * Brings blocks to one endpoint. Holds a thread of the server only while there are blocks to bring: a new head or the
 * end of a pause submits the work, at most one at a time.
 */
final class BlockDelivery {

    /** IDLE waits for a head, QUEUED for a thread, PAUSED for the timer. */
    private enum State {
        IDLE,
        QUEUED,
        RUNNING,
        PAUSED
    }

    private final ChainAdapter chain;
    private final WorkManager works;
    private final Timer timer;

    /** Only the running work touches it; works follow one another through the lock. */
    private final BlockHandover handover;

    private final RetryPause pause;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private State state = State.IDLE;
    private boolean headWhileBusy;
    private volatile boolean stopped;
    private ChainAdapter.@Nullable Subscription heads;

    BlockDelivery(
            ChainAdapter chain,
            WorkManager works,
            Timer timer,
            MessageEndpointFactory endpoints,
            BlockActivationSpec spec) {
        this.chain = chain;
        this.works = works;
        this.timer = timer;
        this.handover = new BlockHandover(chain, endpoints, spec.getMaxBlocks());
        this.pause = new RetryPause(spec.getRetryMinMillis(), spec.getRetryMaxMillis());
    }

    /** The first look comes after one pause: servers activate endpoints before all of the application is up. */
    void start() {
        lock.lock();
        try {
            heads = chain.onNewHead(this::headCame);
            pauseFor(pause.afterFailure());
            pause.reset();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing new from now on. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (heads != null) {
                heads.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is under way. A listener that takes longer is left to its transaction, never interrupted. */
    void awaitEnd(Deadline deadline) {
        lock.lock();
        try {
            while (state == State.RUNNING) {
                if (ended.awaitNanos(deadline.remainingNanos()) <= 0) {
                    ConnectorLog.LOG.deliveryAbandoned();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void headCame() {
        lock.lock();
        try {
            if (state == State.IDLE) {
                submit();
            } else {
                headWhileBusy = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void submit() {
        if (stopped) {
            return;
        }
        state = State.QUEUED;
        try {
            works.scheduleWork(new Delivering(), WorkManager.INDEFINITE, null, new Rejections());
        } catch (WorkException | RuntimeException e) {
            // A server that told Rejections first has had its answer.
            if (state == State.QUEUED) {
                retryAfter(e);
            }
        }
    }

    private void retryAfter(Throwable failure) {
        long millis = pause.afterFailure();
        ConnectorLog.LOG.deliveryFailed(pause.failures(), millis, failure.toString());
        ConnectorLog.LOG.deliveryFailure(failure);
        pauseFor(millis);
    }

    private void pauseFor(long millis) {
        state = State.PAUSED;
        try {
            timer.schedule(new PauseEnd(), millis);
        } catch (IllegalStateException adapterStops) {
            stopped = true;
        }
    }

    private final class Delivering implements Work {

        private volatile boolean released;

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            Throwable failure = null;
            try {
                handover.toHead(() -> stopped || released);
            } catch (Throwable e) {
                // An Error of the listener's is a failed delivery too, and no reason to fall silent.
                failure = e;
            }
            end(failure);
        }

        private boolean begin() {
            lock.lock();
            try {
                if (stopped) {
                    return false;
                }
                state = State.RUNNING;
                headWhileBusy = false;
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void end(@Nullable Throwable failure) {
            lock.lock();
            try {
                state = State.IDLE;
                ended.signalAll();
                if (stopped) {
                    return;
                }
                if (failure != null) {
                    retryAfter(failure);
                    return;
                }
                int failures = pause.reset();
                if (failures > 0) {
                    ConnectorLog.LOG.deliveryRecovered(failures);
                }
                if (headWhileBusy) {
                    submit();
                }
            } finally {
                lock.unlock();
            }
        }

        /** The server wants its thread back, or has it back: IronJacamar calls this after each run. */
        @Override
        public void release() {
            released = true;
        }
    }

    private final class Rejections extends WorkAdapter {

        @Override
        public void workRejected(WorkEvent event) {
            lock.lock();
            try {
                if (!stopped && state == State.QUEUED) {
                    retryAfter(event.getException());
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private final class PauseEnd extends TimerTask {

        @Override
        public void run() {
            lock.lock();
            try {
                if (state == State.PAUSED) {
                    submit();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
