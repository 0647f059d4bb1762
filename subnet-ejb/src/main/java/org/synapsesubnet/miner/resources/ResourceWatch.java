package org.synapsesubnet.miner.resources;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.synapsesubnet.container.ContainerEngine;

/**
 * Listens to the statistics of one host's containers: a stream of the engine's for each that runs. Nobody asks the
 * engine again and again; only graphics processors have to be asked, since no engine tells of them.
 */
public final class ResourceWatch implements AutoCloseable {

    /** Without a look for so long, somebody else looks after the host, and tells of it. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final ContainerEngine engine;
    private final ResourceBook book;
    private final ExecutorService threads;
    private final LongSupplier nanoTime;
    private final Map<String, ContainerLine> lines = new ConcurrentHashMap<>();
    private volatile long lookedAt;

    /**
     * @param book gets the figures, and asks this watch to go on while it is open
     * @param threads for openings and questions, a thread each
     */
    public ResourceWatch(ContainerEngine engine, ResourceBook book, ExecutorService threads, LongSupplier nanoTime) {
        this.engine = engine;
        this.book = book;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        book.join(this);
    }

    /** Listens to these containers and to no others; returns at once. */
    public void look(Collection<Subject> running) {
        lookedAt = nanoTime.getAsLong();
        Map<String, Subject> wanted =
                running.stream().collect(Collectors.toMap(Subject::container, Function.identity()));
        keepOnly(wanted.keySet());
        for (Subject subject : wanted.values()) {
            if (!lines.containsKey(subject.container())) {
                ContainerLine line = new ContainerLine(subject, book, lines::remove);
                lines.put(subject.container(), line);
                threads.execute(() -> line.open(engine.containers()));
            }
        }
    }

    /** Asks the graphics processors, and lets go of containers that nobody has wanted for long; returns at once. */
    void beat() {
        if (nanoTime.getAsLong() - lookedAt > TimeUnit.NANOSECONDS.convert(FORGOTTEN)) {
            keepOnly(Set.of());
        }
        for (ContainerLine line : lines.values()) {
            if (line.subject().gpus() > 0) {
                threads.execute(() -> line.askGpus(engine.containers()));
            }
        }
    }

    /** How many containers are listened to. */
    int size() {
        return lines.size();
    }

    private void keepOnly(Set<String> containers) {
        lines.forEach((container, line) -> {
            if (!containers.contains(container) && lines.remove(container, line)) {
                line.close();
            }
        });
    }

    @Override
    public void close() {
        book.leave(this);
        keepOnly(Set.of());
    }
}
