package org.synapsesubnet.validator.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Books what a node had running when it died: once, before the node takes its first request.
 *
 * <p>A progress row becomes a record unless the request has one; both changes share a transaction, so a crash during
 * recovery repeats it without counting anything twice.
 */
final class CrashRecovery {

    private static final String RECORD = """
            insert into usage_record (id, slab_id, account, api_key, face, streamed, model, miner, hotkey,
                prompt_tokens, completion_tokens, first_token_ns, started_at, finished_at, estimated, outcome)
            select request_id, slab_id, account, api_key, face, streamed, model, miner, hotkey,
                prompt_tokens, completion_tokens, first_token_ns, started_at, updated_at, true, 'recovered'
            from usage_progress p
            where p.node = ? and not exists (select 1 from usage_record r where r.id = p.request_id)""";
    private static final String FORGET = "delete from usage_progress where node = ?";
    private static final String OPEN = "select id, leased_at from usage_slab where node = ? and state = 'open'";
    private static final String CLOSE = """
            update usage_slab set state = 'closed', closed_at = ?, used =
                (select coalesce(sum(r.prompt_tokens + r.completion_tokens), 0)
                 from usage_record r where r.slab_id = usage_slab.id and r.id >= ?)
            where id = ?""";

    /** How far the clock may have been set back since a slab was leased. */
    private static final Duration CLOCK_STEP = Duration.ofHours(1);

    private final DataSource database;
    private final String node;

    CrashRecovery(DataSource database, String node) {
        this.database = database;
        this.node = node;
    }

    /** @return how many requests were booked as recovered */
    int run(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int requests = update(connection, RECORD);
                update(connection, FORGET);
                int slabs = close(connection, now);
                connection.commit();
                if (slabs > 0) {
                    LedgerLog.LOG.recovered(requests, slabs, node);
                }
                return requests;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private int update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, node);
            return statement.executeUpdate();
        }
    }

    private int close(Connection connection, Instant now) throws SQLException {
        int slabs = 0;
        try (PreparedStatement open = connection.prepareStatement(OPEN);
                PreparedStatement close = connection.prepareStatement(CLOSE)) {
            open.setString(1, node);
            try (ResultSet rows = open.executeQuery()) {
                while (rows.next()) {
                    Instant leased = rows.getObject(2, OffsetDateTime.class).toInstant();
                    LedgerRows.setInstant(close, 1, now);
                    close.setObject(2, OrderedIds.first(leased.minus(CLOCK_STEP).toEpochMilli()));
                    close.setObject(3, rows.getObject(1, UUID.class));
                    slabs += close.executeUpdate();
                }
            }
        }
        return slabs;
    }
}
