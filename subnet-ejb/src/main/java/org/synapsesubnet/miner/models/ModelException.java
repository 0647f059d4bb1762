package org.synapsesubnet.miner.models;

import org.jspecify.annotations.Nullable;

/** An engine didn't do with a model what was asked; the fault says why, in a form that code can act on. */
public final class ModelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ModelFault fault;

    ModelException(ModelFault fault, String message) {
        this(fault, message, null);
    }

    ModelException(ModelFault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public ModelFault fault() {
        return fault;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
