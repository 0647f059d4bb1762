package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.EventsCmd;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Subscription;

/** The engine's events as they come; tells once when they stop coming. */
final class EventStream implements ResultCallback<Event>, Subscription {

    private final Consumer<ContainerEvent> listener;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Closeable> line = new CompletableFuture<>();

    private EventStream(Consumer<ContainerEvent> listener, Runnable ended) {
        this.listener = listener;
        this.ended = ended;
    }

    /** Returns when the engine has begun to tell: nothing that happens afterwards is missed. */
    static Subscription open(EventsCmd command, Duration deadline, Consumer<ContainerEvent> listener, Runnable ended)
            throws EngineException {
        EventStream stream = new EventStream(listener, ended);
        command.exec(stream);
        try {
            stream.line.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return stream;
        } catch (ExecutionException e) {
            throw Calls.failure("events", Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            stream.close();
            throw new EngineException(Fault.DEADLINE_EXCEEDED, "events: no answer within " + deadline, e);
        } catch (InterruptedException e) {
            stream.close();
            Thread.currentThread().interrupt();
            throw new EngineException(Fault.UNREACHABLE, "events: interrupted", e);
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
    public void onNext(Event event) {
        if (!over.get()) {
            listener.accept(new ContainerEvent(
                    Objects.toString(event.getId(), ""), name(event), Objects.toString(event.getAction(), "")));
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

    private static String name(Event event) {
        @Nullable
        Map<String, String> attributes =
                event.getActor() == null ? null : event.getActor().getAttributes();
        return attributes == null ? "" : attributes.getOrDefault("name", "");
    }
}
