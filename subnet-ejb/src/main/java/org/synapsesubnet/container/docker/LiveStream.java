package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.AsyncDockerCmd;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Subscription;

/** What an engine tells as it comes; tells once when it stops coming. */
final class LiveStream<T> implements ResultCallback<T>, Subscription {

    private final Consumer<T> listener;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Closeable> line = new CompletableFuture<>();

    private LiveStream(Consumer<T> listener, Runnable ended) {
        this.listener = listener;
        this.ended = ended;
    }

    /** Returns when the engine has begun to tell: nothing that happens afterwards is missed. */
    static <T> Subscription open(
            String what, AsyncDockerCmd<?, T> command, Duration deadline, Consumer<T> listener, Runnable ended)
            throws EngineException {
        LiveStream<T> stream = new LiveStream<>(listener, ended);
        command.exec(stream);
        try {
            stream.line.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return stream;
        } catch (ExecutionException e) {
            throw Calls.failure(what, Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            stream.close();
            throw new EngineException(Fault.DEADLINE_EXCEEDED, what + ": no answer within " + deadline, e);
        } catch (InterruptedException e) {
            stream.close();
            Thread.currentThread().interrupt();
            throw new EngineException(Fault.UNREACHABLE, what + ": interrupted", e);
        }
    }

    @Override
    public void onStart(Closeable stream) {
        line.complete(stream);
        if (over.get()) {
            hangUp(stream);
        }
    }

    @Override
    public void onNext(T told) {
        if (!over.get()) {
            listener.accept(told);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (!line.completeExceptionally(cause)) {
            onComplete();
        }
    }

    @Override
    public void onComplete() {
        if (over.compareAndSet(false, true)) {
            ended.run();
        }
    }

    @Override
    public void close() {
        over.set(true);
        Closeable stream = line.isCompletedExceptionally() ? null : line.getNow(null);
        if (stream != null) {
            hangUp(stream);
        }
    }

    private static void hangUp(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            DockerLog.LOG.closedWithError(e.toString());
        }
    }
}
