package org.synapsesubnet.access;

/** A login that failed; the message may be shown and doesn't say whether the account exists. */
public final class LoginRefused extends Exception {
    private static final long serialVersionUID = 1L;

    LoginRefused(String message) {
        super(message);
    }
}
