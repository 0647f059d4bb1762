package org.synapsesubnet.validator.gateway.relay;

/** A miner sent what is no answer in Ollama's form. */
final class MalformedAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
