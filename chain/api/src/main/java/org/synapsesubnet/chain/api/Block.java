package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One final block: it will never be taken back.
 *
 * @param number position in the chain, 0 for the first
 * @param hash its name
 * @param parent the name of the block before it; {@link BlockHash#ZERO} for block 0 and for no other
 * @param timestamp when it was sealed, in whole milliseconds (finer parts would be lost on the way and change hashes)
 * @param stateHash what everything that is true after it hashes to; {@link BlockHash#ZERO} where a chain doesn't say
 * @param events what it brought, in order: its own first, then those of each command; may be empty
 * @param commands what it was made of, in order; may be empty
 */
public record Block(
        long number,
        BlockHash hash,
        BlockHash parent,
        Instant timestamp,
        BlockHash stateHash,
        List<ChainEvent> events,
        List<AppliedCommand> commands)
        implements Serializable {

    private static final int NANOS_PER_MILLI = 1_000_000;

    /** @throws IllegalArgumentException if a component is out of its range */
    public Block {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(timestamp, "timestamp");
        if (number < 0) {
            throw new IllegalArgumentException("number must be 0 or more, but was " + number);
        }
        if ((number == 0) != parent.equals(BlockHash.ZERO)) {
            throw new IllegalArgumentException(
                    "parent must be zero for block 0 only, but block " + number + " has parent " + parent);
        }
        if (timestamp.getNano() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("timestamp must be in whole milliseconds, but was " + timestamp);
        }
        Objects.requireNonNull(stateHash, "stateHash");
        events = List.copyOf(events);
        commands = List.copyOf(commands);
        if (ownEvents(events, commands) < 0) {
            throw new IllegalArgumentException("commands must bring no more than the block's " + events.size()
                    + " events, but brought " + (events.size() - ownEvents(events, commands)));
        }
    }

    /** A block of a chain that tells neither commands nor state. */
    public Block(long number, BlockHash hash, BlockHash parent, Instant timestamp, List<ChainEvent> events) {
        this(number, hash, parent, timestamp, BlockHash.ZERO, events, List.of());
    }

    private static long ownEvents(List<ChainEvent> events, List<AppliedCommand> commands) {
        return events.size()
                - commands.stream().mapToLong(AppliedCommand::events).sum();
    }

    /** The events that no command brought. */
    public List<ChainEvent> ownEvents() {
        return events.subList(0, (int) ownEvents(events, commands));
    }

    /** The events of one command, by its place in {@link #commands}. */
    public List<ChainEvent> eventsOf(int command) {
        long first = ownEvents(events, commands)
                + commands.subList(0, command).stream()
                        .mapToLong(AppliedCommand::events)
                        .sum();
        return events.subList((int) first, (int) first + commands.get(command).events());
    }

    /** Whether {@code child} may stand directly behind this block. */
    public boolean isParentOf(Block child) {
        return child.number == number + 1 && child.parent.equals(hash);
    }
}
