package org.synapsesubnet.container.process;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Subscription;

/** Reads a process's figures about once a second, which no one tells of their own accord. */
final class StatsLoop implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(800);

    private final Reading reading;
    private final Consumer<ContainerStats> listener;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();

    private StatsLoop(Reading reading, Consumer<ContainerStats> listener, Runnable ended) {
        this.reading = reading;
        this.listener = listener;
        this.ended = ended;
    }

    /** Reads figures; takes a moment itself. */
    @FunctionalInterface
    interface Reading {

        ContainerStats now() throws EngineException;
    }

    /** @param ended told once, when the process is gone, unless the subscription was closed before */
    static Subscription start(Reading reading, Consumer<ContainerStats> listener, Runnable ended) {
        StatsLoop loop = new StatsLoop(reading, listener, ended);
        Thread thread = Thread.ofVirtual().name("process-statistics").start(loop);
        return () -> {
            loop.over.set(true);
            thread.interrupt();
        };
    }

    @Override
    public void run() {
        try {
            while (!over.get()) {
                tell();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException e) {
            if (over.compareAndSet(false, true)) {
                ended.run();
            }
        }
    }

    /** One that has ended can be started again: only with its removal there is nothing more to tell. */
    private void tell() throws EngineException {
        try {
            ContainerStats figures = reading.now();
            if (!over.get()) {
                listener.accept(figures);
            }
        } catch (EngineException e) {
            if (e.fault() != Fault.WRONG_STATE) {
                throw e;
            }
        }
    }
}
