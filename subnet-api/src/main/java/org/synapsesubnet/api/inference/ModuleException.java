package org.synapsesubnet.api.inference;

import org.jspecify.annotations.Nullable;

/** A module refuses or fails. */
public final class ModuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ModuleError error;

    public ModuleException(ModuleError error) {
        super(error.message());
        this.error = error;
    }

    public ModuleException(ErrorCode code, String message, @Nullable String field) {
        this(new ModuleError(code, message, field));
    }

    public ModuleError error() {
        return error;
    }
}
