package org.synapsesubnet.api.inference;

/** Why a module refuses; in JSON its name in lower case. */
public enum ErrorCode {
    /** The request isn't what the interface says. */
    INVALID_INPUT(400),
    /** The module serves no model of that name. */
    UNKNOWN_MODEL(404),
    /** The body has more bytes than the module takes. */
    TOO_LARGE(413),
    /** No slot is free and none will be soon. */
    BUSY(503),
    /** The module is starting or unhealthy. */
    NOT_READY(503),
    /** The module failed. */
    INTERNAL(500);

    private final int httpStatus;

    ErrorCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
