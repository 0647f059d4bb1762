package org.synapsesubnet.engine.generation;

import java.util.Locale;

/** Why an answer ended. */
public enum DoneReason {
    /** The model ended it, or a stop string appeared. */
    STOP,
    /** {@code num_predict} tokens were made, or the context was full. */
    LENGTH,
    /** The model was only to be loaded. */
    LOAD,
    /** The model was only to be unloaded. */
    UNLOAD;

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
