package org.synapsesubnet.api.inference;

/** Why an answer ended; in JSON its name in lower case. */
public enum StopReason {
    /** The model ended it, or a stop text came. */
    STOP,
    /** It had as many tokens as it may. */
    LENGTH
}
