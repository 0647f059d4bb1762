package org.synapsesubnet.miner.models;

import java.util.Locale;

/** Why a model isn't as it shall be. */
public enum ModelFault {
    /** Nothing is wrong. */
    NONE,
    /** No engine of the miner answers. */
    ENGINE_UNREACHABLE,
    /** The engine didn't answer in time, or went on without getting further. */
    DEADLINE_EXCEEDED,
    /** The engine doesn't take the request as it is. */
    REFUSED,
    /** The engine tried and failed. */
    ENGINE_FAILED,
    /** The volume has no room. */
    DISK_FULL,
    /** The registry has no such model. */
    NOT_IN_REGISTRY,
    /** The registry can't be reached, or doesn't answer as a registry does. */
    REGISTRY_FAILED,
    /** What is there under the name, or was pulled, isn't what is wanted; it was taken away. */
    WRONG_DIGEST,
    /** The uploaded file isn't on this node. */
    BLOB_MISSING,
    /** The model that it shall be made of isn't there, and nobody wants it. */
    PARENT_MISSING,
    /** It is only to be held, and isn't there. */
    NOT_THERE;

    /** As it is written in REST and rows: {@code wrong-digest}; empty for none. */
    public String text() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ModelFault of(String text) {
        return text.isEmpty() ? NONE : valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
