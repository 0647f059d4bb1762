package org.synapsesubnet.chain.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;

/** Where components leave what they want a chain to take; {@link Sender} does the rest. */
public final class Outbox {

    /** Longest purpose in characters. */
    public static final int LONGEST_PURPOSE = 200;

    private final ChainIdentity chain;
    private final IntentRows rows;

    public Outbox(ChainIdentity chain, InstantSource clock) {
        this.chain = chain;
        this.rows = new IntentRows(chain, clock);
    }

    /**
     * Wants a command to be taken. It is sent when the caller's transaction has committed.
     *
     * @param tx the caller's transaction
     * @param purpose what it is for, 1 to {@value #LONGEST_PURPOSE} characters; what has been wanted before for the same
     *     purpose stays as it is
     * @param signer the account that signs, an EVM address
     */
    public void intend(Connection tx, String purpose, KeyId signer, ChainCommand command) throws SQLException {
        if (purpose.isEmpty() || purpose.length() > LONGEST_PURPOSE) {
            throw new IllegalArgumentException(
                    "purpose must be 1 to " + LONGEST_PURPOSE + " characters, but was '" + purpose + "'");
        }
        if (rows.find(tx, purpose).isEmpty()) {
            rows.insert(tx, purpose, new CommandEnvelope(chain, signer, 0, command));
        }
    }

    /** What became of a purpose so far; empty if nobody wanted it. */
    public Optional<Intent> find(Connection connection, String purpose) throws SQLException {
        return rows.find(connection, purpose);
    }
}
