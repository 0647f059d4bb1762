package org.synapsesubnet.container.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.Subscription;

/** Starts processes, learns how they end, and ends those in its care with itself. */
final class Supervisor implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LAST_WORD = Duration.ofSeconds(1);
    private static final long LOG_BYTES = 10L << 20;
    private static final int SIGNALLED = 128;

    private final Folders folders;
    private final ExecutorService threads;
    private final Map<String, CompletableFuture<?>> inCare = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private record Listener(Map<String, String> labels, Consumer<ContainerEvent> ear) {}

    Supervisor(Folders folders, ExecutorService threads) {
        this.folders = folders;
        this.threads = threads;
    }

    /** Does nothing where it runs already, also when nobody could write that down. */
    void start(Made made) throws IOException {
        if (folders.run(made).flatMap(Run::process).isPresent()) {
            return;
        }
        Optional<ProcessHandle> unnoted = Kin.of(made.id()).first();
        if (unnoted.isPresent()) {
            note(made, unnoted.get());
            takeOver(made, unnoted.get());
            return;
        }
        Path folder = folders.of(made.name());
        ProcessBuilder command = new ProcessBuilder(made.command())
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(made).toFile()));
        // None of ours: it may hold secrets.
        command.environment().clear();
        command.environment().putAll(made.environment());
        command.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.environment().put("HOME", folder.toString());
        command.environment().put(Kin.variableName(), made.id());
        Process process = command.start();
        inCare.put(
                made.id(),
                process.onExit().thenAcceptAsync(over -> ended(made, new Exit(over.exitValue(), false, "")), threads));
        note(made, process.toHandle());
        tell(made, "start");
    }

    /** Watches over one that another supervisor started and left. */
    void takeOver(Made made, ProcessHandle process) {
        inCare.computeIfAbsent(
                made.id(), id -> process.onExit().thenAcceptAsync(over -> ended(made, Exit.UNSEEN), threads));
    }

    /** Gives one that has just ended the time to be noted. */
    void awaitLastWord(String id) {
        CompletableFuture<?> end = inCare.get(id);
        if (end != null) {
            try {
                end.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                ProcessLog.LOG.exitNotNoted(id, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends one that uses more memory than it may, and keeps its log within bounds. */
    void watchMemory(Made made) throws IOException {
        Path log = log(made);
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            // It writes on at the new end.
            Files.newByteChannel(log, StandardOpenOption.WRITE).truncate(0).close();
        }
        Optional<ProcessHandle> process = folders.run(made).flatMap(Run::process);
        if (process.isPresent()
                && Proc.read(process.get().pid())
                        .filter(seen -> seen.residentBytes() > made.memoryBytes())
                        .isPresent()) {
            folders.note(made, new Exit(SIGNALLED + 9, true, ""));
            process.get().destroyForcibly();
        }
    }

    Subscription listen(Map<String, String> labels, Consumer<ContainerEvent> ear) {
        Listener listener = new Listener(labels, ear);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Made made, String action) {
        for (Listener listener : listeners) {
            if (made.labels().entrySet().containsAll(listener.labels().entrySet())) {
                listener.ear().accept(new ContainerEvent(made.id(), made.name(), action));
            }
        }
    }

    /** Ends all in its care together. */
    @Override
    public void close() {
        List<Kin> kin = inCare.keySet().stream().map(Kin::of).toList();
        kin.forEach(one -> one.first().ifPresent(ProcessHandle::destroy));
        try {
            for (Kin one : kin) {
                one.end(GRACE);
            }
        } catch (InterruptedException e) {
            kin.forEach(one -> one.living().forEach(ProcessHandle::destroyForcibly));
            Thread.currentThread().interrupt();
        }
    }

    private void note(Made made, ProcessHandle process) throws IOException {
        Optional<Run> run = Run.of(process);
        if (run.isEmpty()) {
            throw new IOException(made.name() + " ended at once");
        }
        folders.note(made, run.get());
    }

    private void ended(Made made, Exit exit) {
        try {
            folders.note(made, exit);
        } catch (IOException e) {
            ProcessLog.LOG.exitNotNoted(made.name(), e.toString());
        }
        inCare.remove(made.id());
        tell(made, "die");
    }

    private Path log(Made made) {
        return folders.of(made.name()).resolve("log");
    }
}
