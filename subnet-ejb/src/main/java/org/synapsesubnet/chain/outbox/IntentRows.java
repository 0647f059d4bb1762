package org.synapsesubnet.chain.outbox;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.SignedCommand;

/** The SQL of the outbox, for one chain and subnet. Every call works in the caller's transaction. */
final class IntentRows {

    private static final int LONGEST_DETAIL = 500;
    private static final String COLUMNS = "id, purpose, envelope, state, signature, block, refusal, detail";
    private static final String OF_CHAIN = " FROM chain_intent WHERE chain_id = ? AND netuid = ?";

    private final ChainIdentity chain;
    private final InstantSource clock;

    IntentRows(ChainIdentity chain, InstantSource clock) {
        this.chain = chain;
        this.clock = clock;
    }

    Optional<Intent> find(Connection connection, String purpose) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + COLUMNS + OF_CHAIN + " AND purpose = ?")) {
            setChain(query);
            query.setString(3, purpose);
            return read(query).stream().findFirst();
        }
    }

    void insert(Connection tx, String purpose, CommandEnvelope envelope) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO chain_intent (chain_id, netuid, purpose, signer, envelope, state, wanted_at, updated_at)
                VALUES (?, ?, ?, ?, ?, 'wanted', ?, ?)""")) {
            setChain(insert);
            insert.setString(3, purpose);
            insert.setString(4, envelope.signer().address());
            insert.setString(5, text(envelope));
            insert.setObject(6, now());
            insert.setObject(7, now());
            insert.executeUpdate();
        }
    }

    /** Signers of what isn't over, each once. */
    List<KeyId> signersAtWork(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT DISTINCT signer" + OF_CHAIN + " AND state IN ('wanted', 'signed') ORDER BY signer")) {
            setChain(query);
            List<KeyId> signers = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    signers.add(KeyId.ofAddress(rows.getString(1)));
                }
            }
            return signers;
        }
    }

    /** What isn't over, in the order in which it was wanted; what has a nonce comes first, as others may wait for it. */
    List<Intent> open(Connection connection, KeyId signer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS + OF_CHAIN
                + " AND state IN ('wanted', 'signed') AND signer = ? ORDER BY state, nonce, id")) {
            setChain(query);
            query.setString(3, signer.address());
            return read(query);
        }
    }

    void sign(Connection tx, long id, SignedCommand command) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE chain_intent SET state = 'signed', envelope = ?, nonce = ?, signature = ?, updated_at = ?
                WHERE id = ? AND state = 'wanted'""")) {
            update.setString(1, text(command.envelope()));
            update.setLong(2, command.envelope().nonce());
            update.setString(3, command.signature());
            update.setObject(4, now());
            update.setLong(5, id);
            update.executeUpdate();
        }
    }

    /** Forgets a signature whose bytes the chain can't take any more. */
    void unsign(Connection tx, long id) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE chain_intent SET state = 'wanted', nonce = NULL, signature = NULL, updated_at = ?
                WHERE id = ? AND state = 'signed'""")) {
            update.setObject(1, now());
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    void apply(Connection tx, long id, long block) throws SQLException {
        finish(tx, id, block, null, null);
    }

    void refuse(Connection tx, long id, long block, Refusal refusal, String detail) throws SQLException {
        finish(tx, id, block, refusal, detail);
    }

    private void finish(Connection tx, long id, long block, @Nullable Refusal refusal, @Nullable String detail)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE chain_intent SET state = ?, block = ?, refusal = ?, detail = ?, updated_at = ?
                WHERE id = ? AND state = 'signed'""")) {
            update.setString(1, (refusal == null ? Intent.State.APPLIED : Intent.State.REFUSED).text());
            update.setLong(2, block);
            update.setString(3, refusal == null ? null : refusal.name());
            update.setString(4, detail == null ? null : cut(detail));
            update.setObject(5, now());
            update.setLong(6, id);
            update.executeUpdate();
        }
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    private List<Intent> read(PreparedStatement query) throws SQLException {
        List<Intent> intents = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String refusal = row.getString(7);
                String detail = row.getString(8);
                long block = row.getLong(6);
                intents.add(new Intent(
                        row.getLong(1),
                        row.getString(2),
                        envelope(row.getString(3)),
                        Intent.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getString(5),
                        row.getObject(6) == null ? -1 : block,
                        refusal == null ? null : Refusal.valueOf(refusal),
                        detail == null ? "" : detail));
            }
        }
        return intents;
    }

    private static String text(CommandEnvelope envelope) {
        return Base64.getEncoder().encodeToString(CommandCodec.encode(envelope));
    }

    private static CommandEnvelope envelope(String text) throws SQLException {
        try {
            return CommandCodec.decode(Base64.getDecoder().decode(text));
        } catch (IOException e) {
            throw new SQLException("an intent's envelope can't be read: " + e.getMessage(), e);
        }
    }

    private void setChain(PreparedStatement statement) throws SQLException {
        statement.setString(1, chain.chainId());
        statement.setInt(2, chain.netuid());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
