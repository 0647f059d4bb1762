package org.synapsesubnet.validator.gateway.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.relay.DirectAnswer.Outcome;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/**
 * Asks one given miner, without a second try elsewhere. What goes over the wire is what a customer's request would be:
 * {@link Attempt} sends both, through the same client, in the same session, to the same path. Nothing is booked and
 * nobody's rate counts; routing sees that the miner has a slot less.
 */
public final class DirectLine {

    /** Bytes of a whole answer: a miner that never ends one mustn't fill this node's memory. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private final MinerDirectory directory;
    private final LongSupplier nanoTime;

    public DirectLine(MinerDirectory directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    /**
     * Sends a request and waits for the end of its answer.
     *
     * @param deadline for the whole answer; opening a session, where there is none, takes up to 5 s more
     * @throws InterruptedException when the caller is stopped; the miner is left at once
     */
    public DirectAnswer ask(KeyId hotkey, InferenceRequest request, Duration deadline) throws InterruptedException {
        Miner miner = directory.byHotkey(hotkey).orElse(null);
        if (miner == null) {
            return DirectAnswer.unreachable("The miner isn't among those this node calls");
        }
        miner.beginChallenge();
        try {
            // Beforehand, so that a handshake isn't taken for slowness.
            miner.line().session().renew();
            return exchange(miner, request, deadline);
        } catch (IOException e) {
            return DirectAnswer.unreachable("No session with the miner: " + e.getMessage());
        } finally {
            miner.end();
        }
    }

    private DirectAnswer exchange(Miner miner, InferenceRequest request, Duration deadline)
            throws InterruptedException {
        long begun = nanoTime.getAsLong();
        long until = begun + deadline.toNanos();
        AnswerCollector collected = new AnswerCollector(begun);
        Attempt attempt = new Attempt(
                miner.line(), request, new RelaySettings(1, deadline, deadline, deadline, LONGEST_ANSWER), nanoTime);
        boolean whole = false;
        long length = 0;
        try {
            while (true) {
                AnswerChunk chunk = attempt.next(until);
                long now = nanoTime.getAsLong();
                if (chunk == null) {
                    return collected.answer(Outcome.LATE, "The answer wasn't whole after " + deadline, now);
                }
                length += chunk.line().length;
                if (length > LONGEST_ANSWER) {
                    return collected.answer(
                            Outcome.FAILED, "The answer is longer than " + LONGEST_ANSWER + " bytes", now);
                }
                collected.add(chunk, now);
                if (chunk.done()) {
                    whole = true;
                    return collected.answer(Outcome.ANSWERED, "", now);
                }
            }
        } catch (AttemptFailedException e) {
            return collected.answer(outcome(e), e.error().message(), nanoTime.getAsLong());
        } finally {
            if (whole) {
                attempt.end();
            } else {
                attempt.cancel();
            }
        }
    }

    private static Outcome outcome(AttemptFailedException failure) {
        if (!failure.reached()) {
            return Outcome.UNREACHABLE;
        }
        Kind kind = failure.error().kind();
        if (kind == Kind.MINER_TOO_SLOW) {
            return Outcome.LATE;
        }
        return kind == Kind.UNAVAILABLE ? Outcome.BUSY : Outcome.FAILED;
    }
}
