package org.synapsesubnet.validator.gateway.relay;

import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;

/** One miner didn't serve a request; says what to tell the caller if no other does. */
final class AttemptFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;
    private final Verdict verdict;

    private final boolean reached;

    private AttemptFailedException(GatewayError error, Verdict verdict) {
        this(error, verdict, true);
    }

    private AttemptFailedException(GatewayError error, Verdict verdict, boolean reached) {
        super(error.message(), null, false, false);
        this.error = error;
        this.verdict = verdict;
        this.reached = reached;
    }

    /** Whose fault it is, and so what comes next. */
    enum Verdict {
        /** The request's: no other miner would do better. */
        REQUEST_AT_FAULT,
        /** Nobody's: another miner may have a free slot, or the model. */
        TRY_ELSEWHERE,
        /** The miner's: try elsewhere, and leave this one alone for a while. */
        MINER_AT_FAULT
    }

    static AttemptFailedException minerFailed(String message) {
        return new AttemptFailedException(GatewayError.of(Kind.MINER_FAILED, message), Verdict.MINER_AT_FAULT);
    }

    /** No answer began: nobody listens, or the connection was broken off. */
    static AttemptFailedException unreachable() {
        return new AttemptFailedException(
                GatewayError.of(Kind.MINER_FAILED, "The miner can't be reached"), Verdict.MINER_AT_FAULT, false);
    }

    static AttemptFailedException tooSlow(String message) {
        return new AttemptFailedException(GatewayError.of(Kind.MINER_TOO_SLOW, message), Verdict.MINER_AT_FAULT);
    }

    /** Judges an answer whose status isn't 200. */
    static AttemptFailedException ofStatus(int status, String message, String model) {
        return switch (status) {
            case 404 -> new AttemptFailedException(GatewayError.unknownModel(model), Verdict.TRY_ELSEWHERE);
            case 429, 503 ->
                new AttemptFailedException(
                        GatewayError.unavailable("All miners for this model are busy", 1), Verdict.TRY_ELSEWHERE);
            case 401, 403, 408 -> minerFailed("The miner refused this validator: " + message);
            default ->
                status >= 400 && status < 500
                        ? new AttemptFailedException(
                                GatewayError.refusedByMiner(status, message), Verdict.REQUEST_AT_FAULT)
                        : minerFailed("The miner failed with HTTP " + status + ": " + message);
        };
    }

    GatewayError error() {
        return error;
    }

    /** Whether the miner said anything at all, or had at least the time to. */
    boolean reached() {
        return reached;
    }

    Verdict verdict() {
        return verdict;
    }
}
