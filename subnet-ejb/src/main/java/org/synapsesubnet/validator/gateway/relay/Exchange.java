package org.synapsesubnet.validator.gateway.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.admission.RateVerdict;
import org.synapsesubnet.validator.gateway.ledger.LedgerUnavailableException;
import org.synapsesubnet.validator.gateway.ledger.Outcome;
import org.synapsesubnet.validator.gateway.ledger.RunningRequest;
import org.synapsesubnet.validator.gateway.ledger.TokenCount;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.WaitingRoom;

/**
 * One admitted request. A face asks for chunk after chunk until one is done; closing earlier means that the caller
 * left, which stops the miner at once. Until the first chunk a failing miner is replaced by another unnoticed.
 *
 * <p>Used by one thread. However it ends, its usage is booked exactly once.
 */
public final class Exchange implements AutoCloseable {

    private final Relay relay;
    private final InferenceRequest request;
    private final RateVerdict rate;
    private final RunningRequest running;
    private final long startedNanos;
    private final List<Miner> tried = new ArrayList<>();
    private @Nullable Miner miner;
    private @Nullable Attempt attempt;
    private WaitingRoom.@Nullable Seat seat;
    private long askedNanos;
    private long firstChunkNanos;
    private long chunks;
    private long completionSoFar;
    private boolean over;

    Exchange(Relay relay, InferenceRequest request, RateVerdict rate, RunningRequest running) {
        this.relay = relay;
        this.request = request;
        this.rate = rate;
        this.running = running;
        this.startedNanos = relay.nanoTime().getAsLong();
    }

    /** How the caller stands with its rate limit. */
    public RateVerdict rate() {
        return rate;
    }

    /** The request's id in the usage ledger, as text. */
    public String id() {
        return running.id().toString();
    }

    /**
     * The next chunk of the answer. The last one is handed out only when the request's usage is durable.
     *
     * @param patience how long to wait for now; the deadlines of the settings hold beyond it
     * @return null when nothing came in that time
     * @throws GatewayException when the request failed; it is over then
     */
    public @Nullable AnswerChunk next(Duration patience) {
        if (over) {
            throw new IllegalStateException("the exchange is over");
        }
        long until = relay.nanoTime().getAsLong() + patience.toNanos();
        try {
            while (true) {
                Attempt current = attempt == null ? begin(until) : attempt;
                if (current == null) {
                    return null;
                }
                try {
                    AnswerChunk chunk = current.next(until);
                    return chunk == null ? null : taken(chunk);
                } catch (AttemptFailedException e) {
                    giveUp(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(GatewayError.unavailable("This node is stopping", 1));
        }
    }

    /** Ends what still runs: the caller left. */
    @Override
    public void close() {
        if (!over) {
            relay.metrics().cancelled();
            end(Outcome.CANCELLED, countSoFar());
        }
    }

    /** Null as long as the request waits for a miner to wake. */
    private @Nullable Attempt begin(long until) throws InterruptedException {
        Miner chosen = choose(until);
        if (chosen == null) {
            return null;
        }
        leaveRoom();
        miner = chosen;
        askedNanos = relay.nanoTime().getAsLong();
        running.servedBy(chosen.endpoint().name(), chosen.endpoint().hotkey());
        Attempt begun = relay.attempt(chosen, request);
        attempt = begun;
        return begun;
    }

    private @Nullable Miner choose(long until) throws InterruptedException {
        while (true) {
            Optional<Miner> chosen = relay.directory().pick(request.model(), tried);
            if (chosen.isPresent()) {
                return chosen.get();
            }
            if (!seat().await(until)) {
                return null;
            }
        }
    }

    /** Where it waits for its miner to wake, if it has one that may sleep. */
    private WaitingRoom.Seat seat() {
        try {
            WaitingRoom.Seat taken = seat != null
                    ? seat
                    : relay.room()
                            .enter(request.model())
                            .orElseThrow(() -> failed(GatewayError.unavailable(
                                    "No miner that serves '" + request.model() + "' can be reached now",
                                    relay.retrySeconds())));
            seat = taken;
            taken.requirePatience();
            return taken;
        } catch (WaitingRoom.NoSeatException e) {
            throw failed(e.error());
        }
    }

    private void leaveRoom() {
        if (seat != null) {
            seat.close();
        }
        seat = null;
    }

    private AnswerChunk taken(AnswerChunk chunk) {
        if (chunks++ == 0) {
            long nanos = relay.nanoTime().getAsLong() - startedNanos;
            running.firstTokenAfter(nanos);
            relay.metrics().firstToken(request, nanos);
            firstChunkNanos = relay.nanoTime().getAsLong() - askedNanos;
            if (miner != null) {
                miner.firstToken(nanos);
            }
        }
        if (chunk.carriesText()) {
            completionSoFar++;
        }
        running.progress(request.estimatedPromptTokens(), completionSoFar);
        if (chunk.done()) {
            TokenCount counted = chunk.tokens() == null ? countSoFar() : chunk.tokens();
            tell(counted, chunk.times());
            finish(counted);
        }
        return chunk;
    }

    private void tell(TokenCount tokens, EngineTimes engine) {
        if (miner != null) {
            long end = relay.nanoTime().getAsLong() - askedNanos;
            relay.metrics()
                    .served(
                            miner.endpoint().name(),
                            request,
                            tokens,
                            new ServedTimes(firstChunkNanos, end, request.streamed(), engine));
        }
    }

    private void finish(TokenCount tokens) {
        CompletableFuture<Void> durable = end(Outcome.FINISHED, tokens);
        try {
            relay.ledger().await(durable);
        } catch (LedgerUnavailableException e) {
            throw new GatewayException(
                    GatewayError.unavailable("Usage can't be recorded now", relay.retrySeconds()), rate);
        }
    }

    /** Goes on with another miner if that is still possible, else fails the request. */
    private void giveUp(AttemptFailedException failure) {
        Miner failing = miner;
        boolean atFault = failure.verdict() == AttemptFailedException.Verdict.MINER_AT_FAULT;
        if (failing != null) {
            relay.metrics()
                    .minerFailed(
                            failing.endpoint().name(), request, failure.error().kind());
        }
        if (failing != null && atFault) {
            failing.failed();
            RelayLog.LOG.minerFailed(
                    failing.endpoint().name(), id(), failure.error().message());
        }
        boolean hopeless = chunks > 0
                || failure.verdict() == AttemptFailedException.Verdict.REQUEST_AT_FAULT
                || tried.size() + 1 >= relay.settings().attempts();
        if (failing != null) {
            tried.add(failing);
        }
        if (hopeless || !relay.directory().servedByOther(request.model(), tried)) {
            throw failed(failure.error());
        }
        relay.metrics().retried();
        leaveMiner(false);
    }

    private GatewayException failed(GatewayError error) {
        relay.metrics().failed(error.kind());
        var unused = end(Outcome.FAILED, chunks == 0 ? new TokenCount(0, 0, true) : countSoFar());
        return new GatewayException(error, rate);
    }

    private CompletableFuture<Void> end(Outcome outcome, TokenCount tokens) {
        over = true;
        if (miner != null) {
            miner.made(tokens.completion());
        }
        leaveMiner(outcome == Outcome.FINISHED);
        leaveRoom();
        relay.ended(request, outcome, tokens, relay.nanoTime().getAsLong() - startedNanos);
        return relay.ledger().settle(running, outcome, tokens);
    }

    /** Gives the miner's slot back; only a whole answer leaves a connection that can be used again. */
    private void leaveMiner(boolean answerWhole) {
        Attempt current = attempt;
        if (current != null && answerWhole) {
            current.end();
        } else if (current != null) {
            current.cancel();
        }
        if (miner != null) {
            miner.end();
        }
        attempt = null;
        miner = null;
    }

    private TokenCount countSoFar() {
        return new TokenCount(request.estimatedPromptTokens(), completionSoFar, true);
    }
}
