package org.synapsesubnet.axon.relay;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as it arrives: taken piece by piece with a deadline, none asked for before the last was taken, so
 * that a slow caller slows the engine down instead of filling the axon's memory. Abandoning it closes the connection to
 * the engine, which makes the engine stop.
 */
final class Pieces implements BodySubscriber<Pieces>, AutoCloseable {

    /** What can come next. */
    sealed interface Signal {}

    record Piece(List<ByteBuffer> buffers) implements Signal {}

    /** The body is complete. */
    record Complete() implements Signal {}

    /** The connection to the engine broke. */
    record Broken(Throwable cause) implements Signal {}

    /** The engine sent nothing for too long. */
    record Silent() implements Signal {}

    /** Somebody abandoned the answer. */
    record Abandoned() implements Signal {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile boolean abandoned;
    private volatile boolean ended;

    @Override
    public CompletionStage<Pieces> getBody() {
        // Available with the head: the body is still to come.
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription.set(started);
        if (abandoned) {
            started.cancel();
        } else {
            started.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Piece(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        ended = true;
        signals.add(new Broken(cause));
    }

    @Override
    public void onComplete() {
        ended = true;
        signals.add(new Complete());
    }

    /** Waits for what comes next. */
    Signal next(Duration patience) throws InterruptedException {
        Signal signal = signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (abandoned) {
            return new Abandoned();
        }
        return signal == null ? new Silent() : signal;
    }

    /** Asks for the next piece, once the last was passed on. */
    void more() {
        Flow.Subscription running = subscription.get();
        if (running != null) {
            running.request(1);
        }
    }

    /**
     * Stops the engine's answer; from now on {@link #next} says so at once. Of no effect on an answer that has ended,
     * whose connection is used again. Any thread may call it.
     */
    void abandon() {
        if (ended) {
            return;
        }
        abandoned = true;
        Flow.Subscription running = subscription.get();
        if (running != null) {
            running.cancel();
        }
        signals.add(new Abandoned());
    }

    @Override
    public void close() {
        abandon();
    }
}
