package org.synapsesubnet.kit;

/** The module didn't answer, or with something else than was asked for; the message says what. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message, null, false, false);
    }
}
