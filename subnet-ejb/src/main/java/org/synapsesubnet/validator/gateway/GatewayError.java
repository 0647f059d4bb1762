package org.synapsesubnet.validator.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is refused or failed, in words for its caller; each face puts it into its own shape.
 *
 * @param kind what went wrong
 * @param status HTTP status, 400–599, as long as the answer hasn't begun
 * @param message one sentence for a developer; names field, value and limit where there are any
 * @param field the request's field that is to blame, null when none is
 * @param retryAfterSeconds when to try again, 0 when that is of no use
 */
public record GatewayError(
        Kind kind, int status, String message, @Nullable String field, int retryAfterSeconds) {

    public GatewayError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " must be from 400 to 599");
        }
        if (retryAfterSeconds < 0) {
            throw new IllegalArgumentException("retryAfterSeconds: " + retryAfterSeconds + " must be at least 0");
        }
    }

    /** What went wrong, with the HTTP status that says so. */
    public enum Kind {
        INVALID_REQUEST(400),
        UNAUTHENTICATED(401),
        MODEL_NOT_FOUND(404),
        BODY_TOO_LARGE(413),
        RATE_LIMITED(429),
        /** No miner, no slot or no ledger: nothing is wrong with the request. */
        UNAVAILABLE(503),
        /** Every miner that was tried failed, or the one that answered broke off. */
        MINER_FAILED(502),
        MINER_TOO_SLOW(504),
        /** A fault of ours, told without details. */
        INTERNAL(500);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** As it is called in metrics. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static GatewayError of(Kind kind, String message) {
        return new GatewayError(kind, kind.status, message, null, 0);
    }

    /** The request came past the authentication mechanism without a caller. */
    public static GatewayError unauthenticated() {
        return of(Kind.UNAUTHENTICATED, "An API key is needed");
    }

    public static GatewayError internal() {
        return of(Kind.INTERNAL, "The gateway failed; its log tells why");
    }

    /** The request is wrong at a field that can be named. */
    public static GatewayError invalid(String field, String message) {
        return new GatewayError(Kind.INVALID_REQUEST, Kind.INVALID_REQUEST.status, message, field, 0);
    }

    public static GatewayError unknownModel(String model) {
        return new GatewayError(
                Kind.MODEL_NOT_FOUND, Kind.MODEL_NOT_FOUND.status, "model '" + model + "' not found", "model", 0);
    }

    public static GatewayError tooLarge(long limitBytes) {
        return of(Kind.BODY_TOO_LARGE, "The request's body is larger than the limit of " + limitBytes + " bytes");
    }

    /** Nothing is wrong with the request, it only can't be served now. */
    public static GatewayError unavailable(String message, int retryAfterSeconds) {
        return new GatewayError(Kind.UNAVAILABLE, Kind.UNAVAILABLE.status, message, null, retryAfterSeconds);
    }

    /** The caller sent more requests than its limit allows. */
    public static GatewayError rateLimited(long requestsPerMinute, int retryAfterSeconds) {
        return new GatewayError(
                Kind.RATE_LIMITED,
                Kind.RATE_LIMITED.status,
                "Rate limit of " + requestsPerMinute + " requests per minute reached; try again in " + retryAfterSeconds
                        + " s",
                null,
                retryAfterSeconds);
    }

    /** The miner refused the request itself, such as a prompt longer than the model's context. */
    public static GatewayError refusedByMiner(int status, String message) {
        return new GatewayError(Kind.INVALID_REQUEST, status, message, null, 0);
    }
}
