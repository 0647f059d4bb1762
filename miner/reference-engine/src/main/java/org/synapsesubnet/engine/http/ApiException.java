package org.synapsesubnet.engine.http;

/** A request refused: an HTTP status and a message for the caller. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    ApiException(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    static ApiException badRequest(String reason) {
        return new ApiException(400, reason);
    }

    static ApiException modelNotFound(String model) {
        return new ApiException(404, "model '" + model + "' not found");
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
