package org.synapsesubnet.micro;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps one process running until told to stop: a dead one is started again after the {@link Backoff}. */
final class Supervisor {

    /** Starts the process anew, the same way each time. */
    interface Start {
        Child child() throws IOException;
    }

    /** Runs a task later. */
    interface Later {
        void run(Duration wait, Runnable task);
    }

    private final String name;
    private final Start start;
    private final Backoff backoff;
    private final InstantSource clock;
    private final Later later;
    private final Console console;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Child current;
    private Instant startedAt = Instant.EPOCH;
    private int failures;
    private boolean stopping;

    Supervisor(String name, Start start, Backoff backoff, InstantSource clock, Later later, Console console) {
        this.name = name;
        this.start = start;
        this.backoff = backoff;
        this.clock = clock;
        this.later = later;
        this.console = console;
    }

    void start() {
        lock.lock();
        try {
            if (stopping) {
                return;
            }
            startedAt = clock.instant();
            Child child = start.child();
            current = child;
            child.end().thenAccept(code -> again("ended with code " + code));
        } catch (IOException e) {
            again("couldn't be started: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void again(String reason) {
        lock.lock();
        try {
            if (stopping) {
                return;
            }
            boolean wasHealthy = Duration.between(startedAt, clock.instant()).compareTo(backoff.healthyAfter()) >= 0;
            failures = wasHealthy ? 1 : failures + 1;
            Duration wait = backoff.after(failures);
            later.run(wait, () -> restart(reason));
        } finally {
            lock.unlock();
        }
    }

    /** Told now and not at the death: Ctrl-C reaches the children too, and isn't worth a line for each. */
    private void restart(String reason) {
        if (!isStopping()) {
            console.say(name + " " + reason + "; starting it again");
            start();
        }
    }

    /** From here on nothing is started any more, and the process is asked to end. */
    void askToEnd() {
        lock.lock();
        try {
            stopping = true;
            if (current != null) {
                current.askToEnd();
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd(Duration grace) throws InterruptedException {
        Child child = current();
        if (child != null) {
            child.awaitEnd(grace);
        }
    }

    @Nullable
    Child current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }
}
