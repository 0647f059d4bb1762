package org.synapsesubnet.api.inference;

/** Whose turn a message is; in JSON its name in lower case. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
}
