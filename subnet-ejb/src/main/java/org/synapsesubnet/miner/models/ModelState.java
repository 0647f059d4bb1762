package org.synapsesubnet.miner.models;

import java.util.Locale;

/** How a model of a miner stands. */
public enum ModelState {
    /** It isn't there yet. */
    WAITING,
    /** It is being fetched from its registry. */
    PULLING,
    /** It is being made of a file or of another model. */
    CREATING,
    /** It is there, and not everywhere in memory yet where it shall be. */
    LOADING,
    /** It is there, and in memory of every replica. */
    READY,
    /** It is there, and needn't be in memory. */
    HELD,
    /** It isn't as it shall be, and the reason says why. */
    FAILED,
    /** It is there, and nobody wants it: it goes when room is needed. */
    UNREFERENCED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ModelState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
