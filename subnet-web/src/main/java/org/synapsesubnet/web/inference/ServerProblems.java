package org.synapsesubnet.web.inference;

import jakarta.ws.rs.WebApplicationException;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;

/** Says what the JAX-RS runtime refuses by itself in the gateway's terms. */
public final class ServerProblems {

    private ServerProblems() {}

    public static GatewayError of(WebApplicationException problem) {
        int status = problem.getResponse().getStatus();
        String message = switch (status) {
            case 403 -> "This caller may not do that";
            case 404 -> "There is nothing at this address";
            case 405 -> "This method is not allowed here";
            default -> status < 500 ? "The request can't be understood" : "The gateway failed";
        };
        Kind kind = status < 500 ? Kind.INVALID_REQUEST : Kind.INTERNAL;
        return new GatewayError(kind, Math.max(400, status), message, null, 0);
    }
}
