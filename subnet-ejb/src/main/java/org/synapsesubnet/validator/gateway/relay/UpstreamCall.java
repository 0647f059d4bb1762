package org.synapsesubnet.validator.gateway.relay;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange with a miner as a queue of events, so that whoever waits can do so with a deadline and leave at any
 * moment. The client's own body streams block without one.
 */
final class UpstreamCall {

    /** Buffers (of up to 16 KiB) that may wait for a slow caller before the miner is held back. */
    private static final int BUFFERS_AHEAD = 16;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse<Receiver>> response;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;

    /** What arrives: a head, then bytes, then an end; a failure may come at any time and is the last event. */
    sealed interface Event {
        record Head(int status) implements Event {}

        record Bytes(List<ByteBuffer> buffers) implements Event {}

        record End() implements Event {}

        record Failed(Throwable cause) implements Event {}
    }

    private UpstreamCall(HttpClient client, HttpRequest request) {
        response = client.sendAsync(request, info -> {
            events.add(new Event.Head(info.statusCode()));
            return new Receiver();
        });
        var unused = response.whenComplete((done, failure) -> {
            if (failure != null) {
                events.add(new Event.Failed(failure));
            }
        });
    }

    static UpstreamCall send(HttpClient client, HttpRequest request) {
        return new UpstreamCall(client, request);
    }

    /** The next event, or null when none came in time. */
    @Nullable
    Event poll(long nanos) throws InterruptedException {
        Event event = events.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        Flow.Subscription source = subscription;
        if (event instanceof Event.Bytes && source != null) {
            source.request(1);
        }
        return event;
    }

    /** Status and headers; to be asked after a {@link Event.Head}, when they are there or about to be. */
    HttpResponse<?> response() {
        return response.join();
    }

    /** Closes the connection, so that the miner stops at once. */
    void cancel() {
        cancelled = true;
        response.cancel(true);
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    private final class Receiver implements HttpResponse.BodySubscriber<Receiver> {

        @Override
        public CompletionStage<Receiver> getBody() {
            return CompletableFuture.completedStage(this);
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = source;
            if (cancelled) {
                source.cancel();
            } else {
                source.request(BUFFERS_AHEAD);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            events.add(new Event.Bytes(buffers));
        }

        @Override
        public void onError(Throwable cause) {
            events.add(new Event.Failed(cause));
        }

        @Override
        public void onComplete() {
            events.add(new Event.End());
        }
    }
}
