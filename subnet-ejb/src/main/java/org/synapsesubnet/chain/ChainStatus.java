package org.synapsesubnet.chain;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * Answers how the chain is, for pages and probes. Looks anew at each call, at most a second at the chain; not to be
 * called inside a transaction.
 */
public class ChainStatus {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(1);

    private final ChainConnectionFactory connections;
    private final BlockCursor cursor;
    private final ChainIdentity chain;
    private final ChainHealthLimits limits;
    private final InstantSource clock;

    ChainStatus(
            ChainConnectionFactory connections,
            BlockCursor cursor,
            ChainIdentity chain,
            ChainHealthLimits limits,
            InstantSource clock) {
        this.connections = connections;
        this.cursor = cursor;
        this.chain = chain;
        this.limits = limits;
        this.clock = clock;
    }

    /** How the chain is now. Never throws: what fails is told in the report. */
    public ChainReport report() {
        Block head;
        String trouble;
        try (ChainConnection connection = connections.getConnection().within(LOOK_LIMIT)) {
            head = connection.head();
            trouble = troubleOf(connection.identity(), head);
        } catch (ChainException e) {
            head = null;
            trouble = "the chain doesn't answer: " + e.reason() + ", " + e.getMessage();
        }
        try {
            return report(head, cursor.position(), trouble);
        } catch (SQLException e) {
            return new ChainReport(
                    chain,
                    Optional.ofNullable(head),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.of("the block cursor can't be read: " + e.getMessage()));
        }
    }

    private ChainReport report(@Nullable Block head, Optional<CursorPosition> position, @Nullable String trouble) {
        long next = position.map(CursorPosition::next).orElse(0L);
        String found = trouble;
        if (found == null && head != null) {
            found = troubleOf(head, next);
        }
        return new ChainReport(
                chain,
                Optional.ofNullable(head),
                next == 0 ? OptionalLong.empty() : OptionalLong.of(next - 1),
                position.map(CursorPosition::movedAt),
                Optional.ofNullable(found));
    }

    private @Nullable String troubleOf(ChainIdentity connected, Block head) {
        if (!connected.equals(chain)) {
            return "the connector is on " + connected + ", but the application is configured for " + chain;
        }
        Instant stale = clock.instant().minus(limits.staleAfter());
        return head.timestamp().isBefore(stale) ? "no block came since " + head.timestamp() : null;
    }

    private @Nullable String troubleOf(Block head, long next) {
        if (next > head.number() + 1) {
            return "block " + next + " is awaited, but the chain ends at block " + head.number()
                    + ": was its store exchanged?";
        }
        long unheard = head.number() + 1 - next;
        return unheard > limits.maxLag() ? unheard + " blocks haven't been heard yet" : null;
    }
}
