package org.synapsesubnet.api.inference;

import org.jspecify.annotations.Nullable;

/**
 * A refusal.
 *
 * @param message what is wrong, for a person; 1 to 2000 characters
 * @param field path of the field at fault, such as {@code messages[0].role}; null where no field is
 */
public record ModuleError(
        ErrorCode code, String message, @Nullable String field) {
    public ModuleError {
        code = Demand.present("code", code);
        message = Demand.text("message", message, 2_000);
    }
}
