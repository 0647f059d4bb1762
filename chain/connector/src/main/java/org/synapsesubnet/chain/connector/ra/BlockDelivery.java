package org.synapsesubnet.chain.connector.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkAdapter;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.BlockListener;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.Deadline;

/**
 * Brings blocks to one endpoint. Holds a thread of the server only while there are blocks to bring: a new head or the
 * end of a pause submits the work, at most one at a time. After a failure it asks the listener again where to go on, so
 * no block is skipped.
 */
final class BlockDelivery {

    private static final Method ON_BLOCKS = onBlocks();
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;

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
    private final MessageEndpointFactory endpoints;
    private final int maxBlocks;
    private final RetryPause pause;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private State state = State.IDLE;
    private boolean headWhileBusy;
    private volatile boolean stopped;
    private ChainAdapter.@Nullable Subscription heads;

    /** Only the running work touches it; works follow one another through the lock. */
    private long next = UNKNOWN;

    BlockDelivery(
            ChainAdapter chain,
            WorkManager works,
            Timer timer,
            MessageEndpointFactory endpoints,
            BlockActivationSpec spec) {
        this.chain = chain;
        this.works = works;
        this.timer = timer;
        this.endpoints = endpoints;
        this.maxBlocks = spec.getMaxBlocks();
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
        next = UNKNOWN;
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

    private static void deliver(MessageEndpoint endpoint, BlockListener listener, BlockRange range)
            throws ResourceException, NoSuchMethodException {
        endpoint.beforeDelivery(ON_BLOCKS);
        try {
            listener.onBlocks(range);
        } catch (RuntimeException | Error refused) {
            try {
                endpoint.afterDelivery();
            } catch (ResourceException | RuntimeException alsoFailed) {
                refused.addSuppressed(alsoFailed);
            }
            throw refused;
        }
        endpoint.afterDelivery();
    }

    private static Method onBlocks() {
        try {
            return BlockListener.class.getMethod("onBlocks", BlockRange.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
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
                deliverAll();
            } catch (Throwable e) {
                // An Error of the listener's is a failed delivery too, and no reason to fall silent.
                failure = e;
            }
            end(failure);
        }

        private void deliverAll() throws ResourceException, NoSuchMethodException {
            MessageEndpoint endpoint = endpoints.createEndpoint(null);
            try {
                BlockListener listener = (BlockListener) endpoint;
                if (next == UNKNOWN) {
                    next = listener.nextBlock();
                }
                while (!stopped
                        && !released
                        && next <= chain.head(Deadline.in(READ_LIMIT)).number()) {
                    BlockRange range = chain.blocks(next, maxBlocks, Deadline.in(READ_LIMIT));
                    deliver(endpoint, listener, range);
                    next = range.next();
                }
            } finally {
                endpoint.release();
            }
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
