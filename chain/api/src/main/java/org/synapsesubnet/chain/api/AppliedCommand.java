package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/**
 * A command in its block.
 *
 * @param events how many of the block's events it brought
 */
public record AppliedCommand(SignedCommand command, int events) implements Serializable {

    public AppliedCommand {
        Objects.requireNonNull(command, "command");
        Range.check("events", events, 0, Integer.MAX_VALUE);
    }
}
