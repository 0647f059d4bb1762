package org.synapsesubnet.api.session;

import java.io.IOException;

/** One side of a session refuses the other; says why by a {@link SessionRefusal}. */
public final class SessionRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final SessionRefusal refusal;

    public SessionRefusedException(SessionRefusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    public SessionRefusedException(SessionRefusal refusal, String detail) {
        super(refusal.sentence() + ": " + detail);
        this.refusal = refusal;
    }

    public SessionRefusal refusal() {
        return refusal;
    }
}
