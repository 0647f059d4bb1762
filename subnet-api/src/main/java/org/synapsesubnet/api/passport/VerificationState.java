package org.synapsesubnet.api.passport;

import java.util.Locale;

/** Where a verification stands; in JSON its name in lower case. */
public enum VerificationState {
    RUNNING,
    /** It ended, and no gate refused. */
    PASSED,
    /** It ended, and the passport says which gates refused. */
    REFUSED,
    /** It couldn't be carried out; there is no passport of it. */
    FAILED,
    /** Somebody broke it off. */
    CANCELLED,
    /** The server stopped meanwhile. */
    INTERRUPTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VerificationState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
