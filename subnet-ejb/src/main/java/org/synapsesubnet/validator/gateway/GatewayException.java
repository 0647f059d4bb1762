package org.synapsesubnet.validator.gateway;

import org.synapsesubnet.validator.gateway.admission.RateVerdict;

/** Carries a {@link GatewayError} to the face; has no stack trace, since it tells of the request and not of us. */
public final class GatewayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GatewayError error;
    private final transient RateVerdict rate;

    public GatewayException(GatewayError error) {
        this(error, RateVerdict.UNLIMITED);
    }

    public GatewayException(GatewayError error, RateVerdict rate) {
        super(error.message(), null, false, false);
        this.error = error;
        this.rate = rate;
    }

    public GatewayError error() {
        return error;
    }

    /** How the caller stands with its rate limit. */
    public RateVerdict rate() {
        return rate;
    }
}
