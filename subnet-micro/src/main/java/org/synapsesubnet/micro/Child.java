package org.synapsesubnet.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running process of ours. It holds the write end of the child's standard input and never writes: the child ends when
 * that closes, be it by {@link #askToEnd} or because this process is no more.
 */
final class Child {

    private static final Duration AFTER_TERMINATE = Duration.ofSeconds(2);

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** Starts the command with its output appended to the log. */
    static Child start(List<String> command, Path folder, Path log) throws IOException {
        return new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Completes with the exit code. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** Waits for the end that was asked for; past the grace it terminates, then kills. */
    void awaitEnd(Duration grace) throws InterruptedException {
        if (endsWithin(grace)) {
            return;
        }
        process.destroy();
        if (!endsWithin(AFTER_TERMINATE)) {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean endsWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
