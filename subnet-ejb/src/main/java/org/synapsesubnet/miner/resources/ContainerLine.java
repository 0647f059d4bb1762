package org.synapsesubnet.miner.resources;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ExecResult;
import org.synapsesubnet.container.Subscription;

/** The line to one container's figures. */
final class ContainerLine implements AutoCloseable {

    private final Subject subject;
    private final ResourceBook book;
    private final BiConsumer<String, ContainerLine> broken;
    private final Rates rates = new Rates();
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable Subscription stream;
    private boolean closed;
    private volatile String complaint = "";

    /** @param broken told with the container's id when the line is of no use any more */
    ContainerLine(Subject subject, ResourceBook book, BiConsumer<String, ContainerLine> broken) {
        this.subject = subject;
        this.book = book;
        this.broken = broken;
    }

    Subject subject() {
        return subject;
    }

    /** Waits for the engine's first sign. */
    void open(Containers containers) {
        try {
            keep(containers.stats(
                    subject.container(), stats -> book.note(subject.series(), rates.next(stats)), this::ended));
        } catch (EngineException e) {
            ResourceLog.LOG.noStatistics(subject.container(), String.valueOf(e.getMessage()));
            ended();
        }
    }

    /** It may have been closed while it was opened. */
    private synchronized void keep(Subscription opened) {
        if (closed) {
            opened.close();
        } else {
            stream = opened;
        }
    }

    private void ended() {
        broken.accept(subject.container(), this);
    }

    /** Waits for the container's answer, unless somebody waits already. What is amiss is told once. */
    void askGpus(Containers containers) {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        try {
            ExecResult said = containers.exec(subject.container(), NvidiaSmi.COMMAND);
            book.note(subject.series(), Gpu.together(NvidiaSmi.read(said.output())));
            complaint = "";
        } catch (EngineException | NvidiaSmi.UnreadableException e) {
            complain(String.valueOf(e.getMessage()));
        } finally {
            asking.set(false);
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            ResourceLog.LOG.gpuSilent(subject.series(), why);
        }
        complaint = why;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (stream != null) {
            stream.close();
        }
    }
}
