package org.synapsesubnet.api.inference;

/** What a module can do beyond a whole answer to a chat; in JSON its name in lower case. */
public enum Feature {
    /** Answers piece by piece. */
    STREAM,
    /** The same seed gives the same answer. */
    SEED,
    /** The Ollama API stands beside the interface, under {@code /api}. */
    OLLAMA
}
