package org.synapsesubnet.axon;

import java.util.OptionalInt;

/** A request is answered with an error instead of being served: an HTTP status, a code for machines, a sentence. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final int retryAfterSeconds;

    public RefusedException(int status, String code, String message) {
        this(status, code, message, 0);
    }

    private RefusedException(int status, String code, String message, int retryAfterSeconds) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The axon is too busy now: 503, with the time after which a retry makes sense. */
    public static RefusedException busy(String code, String message, int retryAfterSeconds) {
        return new RefusedException(503, code, message, retryAfterSeconds);
    }

    /** The validator has had its part for now: 429, with the time after which it has more. */
    public static RefusedException tooMany(String code, String message, int retryAfterSeconds) {
        return new RefusedException(429, code, message, retryAfterSeconds);
    }

    /** The engine behind the axon did not do its part: 502. */
    public static RefusedException upstream(String code, String message) {
        return new RefusedException(502, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }
}
