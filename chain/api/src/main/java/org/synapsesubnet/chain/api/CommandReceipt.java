package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What became of a command.
 *
 * @param block number of the final block that holds it; of a refused one, the block it would have stood in
 */
public record CommandReceipt(long block, Outcome outcome) implements Serializable {

    public CommandReceipt {
        Objects.requireNonNull(outcome, "outcome");
        Range.check("block", block, 0, Long.MAX_VALUE);
    }

    /** Taken or refused; nothing in between. */
    public sealed interface Outcome extends Serializable {}

    /** The command is in the block and brought these events. */
    public record Applied(List<ChainEvent> events) implements Outcome {
        public Applied {
            events = List.copyOf(events);
        }
    }

    /**
     * The command did nothing.
     *
     * @param detail the values that were in the way, for people
     */
    public record Refused(Refusal refusal, String detail) implements Outcome {
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(detail, "detail");
        }
    }

    public boolean isApplied() {
        return outcome instanceof Applied;
    }
}
