package org.synapsesubnet.validator.gateway.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.synapsesubnet.validator.gateway.ledger.LedgerEntry.Lease;
import org.synapsesubnet.validator.gateway.ledger.LedgerEntry.Progress;
import org.synapsesubnet.validator.gateway.ledger.LedgerEntry.Settlement;
import org.synapsesubnet.validator.gateway.ledger.LedgerEntry.SlabState;

/**
 * The ledger's SQL: turns a group of entries into one batch per kind.
 *
 * <p>The order of the kinds keeps the foreign keys: slabs, then what was used of them. Called by one thread.
 */
final class LedgerRows {

    private static final String LEASE = """
            insert into usage_slab (id, node, caller, granted, used, state, leased_at, heart_beat_at)
            values (?, ?, ?, ?, 0, 'open', ?, ?)""";
    private static final String BEAT = "update usage_slab set used = ?, heart_beat_at = ? where id = ?";
    private static final String CLOSE =
            "update usage_slab set used = ?, heart_beat_at = ?, state = 'closed', closed_at = ? where id = ?";
    private static final String FORGET = "delete from usage_progress where request_id = ?";
    private static final String PROGRESS = """
            insert into usage_progress (request_id, slab_id, account, api_key, face, streamed, model, miner, hotkey,
                prompt_tokens, completion_tokens, first_token_ns, started_at, updated_at, node)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String RECORD = """
            insert into usage_record (id, slab_id, account, api_key, face, streamed, model, miner, hotkey,
                prompt_tokens, completion_tokens, first_token_ns, started_at, finished_at, estimated, outcome)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final String node;

    LedgerRows(String node) {
        this.node = node;
    }

    /** Writes all entries into the connection's transaction; the caller commits. */
    void write(Connection connection, List<LedgerEntry> group) throws SQLException {
        lease(connection, of(Lease.class, group));
        progress(connection, of(Progress.class, group));
        settle(connection, of(Settlement.class, group));
        state(connection, of(SlabState.class, group));
    }

    private void lease(Connection connection, List<Lease> leases) throws SQLException {
        if (leases.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(LEASE)) {
            for (Lease lease : leases) {
                Slab slab = lease.slab();
                insert.setObject(1, slab.id());
                insert.setString(2, node);
                insert.setString(3, slab.caller());
                insert.setLong(4, slab.granted());
                setInstant(insert, 5, slab.leasedAt());
                setInstant(insert, 6, slab.leasedAt());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void progress(Connection connection, List<Progress> reports) throws SQLException {
        if (reports.isEmpty()) {
            return;
        }
        Progress newest = reports.getLast();
        // A request settled meanwhile stands in its record already, or will in a later group.
        List<RunningRequest> running =
                newest.running().stream().filter(request -> !request.settled()).toList();
        forget(
                connection,
                running.stream().filter(RunningRequest::progressWritten).toList());
        try (PreparedStatement insert = connection.prepareStatement(PROGRESS)) {
            for (RunningRequest request : running) {
                request.progressWritten(true);
                setRequest(insert, request, request.promptTokens(), request.completionTokens());
                setInstant(insert, 14, newest.at());
                insert.setString(15, node);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void settle(Connection connection, List<Settlement> settlements) throws SQLException {
        if (settlements.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            for (Settlement settlement : settlements) {
                TokenCount tokens = settlement.tokens();
                setRequest(insert, settlement.request(), tokens.prompt(), tokens.completion());
                setInstant(insert, 14, settlement.finishedAt());
                insert.setBoolean(15, tokens.estimated());
                insert.setString(16, settlement.outcome().text());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        forget(
                connection,
                settlements.stream()
                        .map(Settlement::request)
                        .filter(RunningRequest::progressWritten)
                        .toList());
    }

    private static void forget(Connection connection, List<RunningRequest> requests) throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            for (RunningRequest request : requests) {
                delete.setObject(1, request.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void state(Connection connection, List<SlabState> states) throws SQLException {
        for (SlabState state : states) {
            try (PreparedStatement update = connection.prepareStatement(state.closed() ? CLOSE : BEAT)) {
                update.setLong(1, state.slab().used());
                setInstant(update, 2, state.at());
                if (state.closed()) {
                    setInstant(update, 3, state.at());
                }
                update.setObject(state.closed() ? 4 : 3, state.slab().id());
                update.executeUpdate();
            }
        }
    }

    private static void setRequest(PreparedStatement row, RunningRequest request, long prompt, long completion)
            throws SQLException {
        UsageSubject subject = request.subject();
        RunningRequest.Server server = request.server();
        row.setObject(1, request.id());
        row.setObject(2, request.slab().id());
        row.setString(3, subject.account());
        row.setString(4, subject.apiKey());
        row.setString(5, subject.face());
        row.setBoolean(6, subject.streamed());
        row.setString(7, subject.model());
        row.setString(8, server == null ? null : server.miner());
        row.setString(9, server == null ? null : server.hotkey());
        row.setLong(10, prompt);
        row.setLong(11, completion);
        if (request.firstTokenNanos() < 0) {
            row.setNull(12, Types.BIGINT);
        } else {
            row.setLong(12, request.firstTokenNanos());
        }
        setInstant(row, 13, request.startedAt());
    }

    static void setInstant(PreparedStatement row, int column, Instant instant) throws SQLException {
        row.setObject(column, instant.atOffset(ZoneOffset.UTC));
    }

    private static <T extends LedgerEntry> List<T> of(Class<T> kind, List<LedgerEntry> group) {
        return group.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
