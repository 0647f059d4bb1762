package org.synapsesubnet.platform.idempotency;

/** The same request was fulfilled by somebody else in the meantime. */
public class HappenedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HappenedMeanwhileException(Throwable cause) {
        super("a request with the same key happened at the same time", cause);
    }
}
