package org.synapsesubnet.validator.gateway.relay;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.session.ValidatorSession;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.routing.MinerLine;

/** A request at one miner: sends it within the session and reads its answer, each step with a deadline. */
final class Attempt {

    private static final int LONGEST_ERROR = 1 << 16;
    private static final long GRACE_NANOS = 100_000_000;

    private final MinerLine line;
    private final ValidatorSession session;
    private final InferenceRequest request;
    private final RelaySettings settings;
    private final LongSupplier nanoTime;
    private final LineBuffer lines;
    private long deadline;
    private boolean begun;
    private boolean headSeen;
    private boolean resent;
    private boolean ended;
    private Map<String, String> seal = Map.of();
    private @Nullable UpstreamCall call;

    Attempt(MinerLine line, InferenceRequest request, RelaySettings settings, LongSupplier nanoTime) {
        this.line = line;
        this.session = line.session();
        this.request = request;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lines = new LineBuffer(request.streamed(), settings.longestLine());
        this.deadline =
                nanoTime.getAsLong() + (request.streamed() ? settings.firstByte() : settings.answer()).toNanos();
    }

    /**
     * The next chunk.
     *
     * @param until when to give up waiting for now, by the nano clock
     * @return null when nothing came until then
     */
    @Nullable
    AnswerChunk next(long until) throws AttemptFailedException, InterruptedException {
        try {
            while (true) {
                byte[] read = lines.next();
                if (read != null) {
                    return understood(AnswerParser.parse(read));
                }
                if (ended) {
                    throw AttemptFailedException.minerFailed("The miner's answer ended before it was done");
                }
                UpstreamCall open = call == null ? send() : call;
                UpstreamCall.Event event = open.poll(Math.min(until, deadline) - nanoTime.getAsLong());
                if (event == null) {
                    long now = nanoTime.getAsLong();
                    if (now - deadline >= 0) {
                        throw AttemptFailedException.tooSlow("The miner did not answer in time");
                    }
                    if (now - until >= 0) {
                        return null;
                    }
                } else {
                    take(open, event);
                }
            }
        } catch (MalformedAnswerException e) {
            throw AttemptFailedException.minerFailed("The miner's answer is broken: " + e.getMessage());
        } catch (IOException e) {
            throw AttemptFailedException.unreachable();
        }
    }

    /**
     * Takes leave of a miner that has sent its last chunk: the connection can be used again once the answer's end has
     * come, which is at once unless the miner plays games.
     */
    void end() {
        UpstreamCall open = call;
        if (open == null || ended) {
            return;
        }
        try {
            long until = nanoTime.getAsLong() + GRACE_NANOS;
            while (nanoTime.getAsLong() - until < 0) {
                if (open.poll(until - nanoTime.getAsLong()) instanceof UpstreamCall.Event.End) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.cancel();
    }

    /** Ends the exchange with the miner at once. */
    void cancel() {
        UpstreamCall open = call;
        if (open != null) {
            open.cancel();
        }
    }

    private AnswerChunk understood(AnswerChunk chunk) throws AttemptFailedException {
        if (chunk.error() != null) {
            throw AttemptFailedException.minerFailed("The miner failed: " + chunk.error());
        }
        if (!request.streamed() && !chunk.done()) {
            throw AttemptFailedException.minerFailed("The miner's answer ended before it was done");
        }
        begun = true;
        return chunk;
    }

    private UpstreamCall send() throws IOException, InterruptedException {
        String path = request.route().path();
        seal = session.headers("POST", path, request.body());
        HttpRequest.Builder message = HttpRequest.newBuilder(session.axon().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(request.body()));
        seal.forEach(message::header);
        UpstreamCall sent = UpstreamCall.send(line.client(), message.build());
        call = sent;
        return sent;
    }

    private void take(UpstreamCall open, UpstreamCall.Event event)
            throws AttemptFailedException, MalformedAnswerException, IOException, InterruptedException {
        switch (event) {
            case UpstreamCall.Event.Head head -> takeHead(open, head.status());
            case UpstreamCall.Event.Bytes bytes -> {
                for (ByteBuffer buffer : bytes.buffers()) {
                    lines.add(buffer);
                }
                if (begun && request.streamed()) {
                    deadline = nanoTime.getAsLong() + settings.idle().toNanos();
                }
            }
            case UpstreamCall.Event.End end -> {
                lines.end();
                ended = true;
            }
            case UpstreamCall.Event.Failed failed -> takeFailure(failed.cause());
        }
    }

    /** A kept connection that the axon closed meanwhile says nothing about the axon: one more try on a new one. */
    private void takeFailure(Throwable cause) throws AttemptFailedException {
        Throwable reason = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        boolean unreachable = reason instanceof ConnectException || reason instanceof HttpConnectTimeoutException;
        if (headSeen || resent || unreachable) {
            throw headSeen
                    ? AttemptFailedException.minerFailed("The miner broke off its answer")
                    : AttemptFailedException.unreachable();
        }
        resent = true;
        call = null;
    }

    private void takeHead(UpstreamCall open, int status)
            throws AttemptFailedException, IOException, InterruptedException {
        headSeen = true;
        if (status == 200) {
            return;
        }
        if (status == 401 && session.renewedAfter(open.response(), seal)) {
            open.cancel();
            call = null;
            headSeen = false;
            return;
        }
        throw AttemptFailedException.ofStatus(status, message(open), request.askedModel());
    }

    /** The words of an error answer, as far as they come in time. */
    private String message(UpstreamCall open) throws InterruptedException {
        LineBuffer whole = new LineBuffer(false, LONGEST_ERROR);
        try {
            while (true) {
                switch (open.poll(deadline - nanoTime.getAsLong())) {
                    case UpstreamCall.Event.Bytes bytes -> {
                        for (ByteBuffer buffer : bytes.buffers()) {
                            whole.add(buffer);
                        }
                    }
                    case UpstreamCall.Event.End end -> {
                        whole.end();
                        byte[] body = whole.next();
                        String error =
                                body == null ? null : AnswerParser.parse(body).error();
                        return error == null ? "no reason given" : error;
                    }
                    case null, default -> {
                        return "no reason given";
                    }
                }
            }
        } catch (MalformedAnswerException e) {
            return "no readable reason given";
        }
    }
}
