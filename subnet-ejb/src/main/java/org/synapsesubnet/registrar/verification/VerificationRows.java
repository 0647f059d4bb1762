package org.synapsesubnet.registrar.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.api.passport.VerificationState;
import org.synapsesubnet.api.passport.VerificationView;
import org.synapsesubnet.registrar.signing.CanonicalJson;

/** Verifications as they are kept. Takes part in the caller's transaction where there is one, and begins none. */
final class VerificationRows {
    private static final int MAX_REASON = 2000;
    private static final String VIEW = """
            select v.id, m.name, r.release_version, v.state, v.stage, v.reason, v.started_by, v.started_at, v.ended_at,
                v.node
            from release_verification v join module_release r on r.id = v.release_id join module m on m.id = r.module_id
            """;

    /** @param node that runs it */
    record Row(VerificationView view, String node) {}

    private final DataSource database;
    private final InstantSource clock;

    VerificationRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty when there is no such release. */
    Optional<UUID> release(String module, String version) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        select r.id from module_release r join module m on m.id = r.module_id
                        where m.name = ? and r.release_version = ?""")) {
            query.setString(1, module);
            query.setString(2, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** @throws SQLException with a state of class 23 when another one runs on the node, or of the release */
    void begin(UUID id, UUID release, String node, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into release_verification (id, release_id, state, node, started_by, started_at, slot)
                        values (?, ?, ?, ?, ?, ?, 1)""")) {
            insert.setObject(1, id);
            insert.setObject(2, release);
            insert.setString(3, VerificationState.RUNNING.text());
            insert.setString(4, node);
            insert.setString(5, by);
            insert.setObject(6, now());
            insert.executeUpdate();
        }
    }

    void enter(UUID id, VerificationStage stage) throws SQLException {
        change("update release_verification set stage = ? where id = ?", stage.text(), id);
    }

    void keep(UUID id, StageReport report) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into release_evidence (report, verification_id, stage) values (?, ?, ?)")) {
            insert.setString(1, CanonicalJson.write(report));
            insert.setObject(2, id);
            insert.setString(3, report.stage().text());
            insert.executeUpdate();
        }
    }

    /** One that has ended already stays as it ended. */
    void end(UUID id, VerificationState state, @Nullable String reason) throws SQLException {
        try (Connection connection = database.getConnection()) {
            end(connection, id, state, reason);
        }
    }

    /** As {@link #end(UUID, VerificationState, String)}, within a transaction that somebody else ends. */
    boolean end(Connection transaction, UUID id, VerificationState state, @Nullable String reason) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("""
                update release_verification set state = ?, reason = ?, ended_at = ?, slot = null
                where id = ? and slot = 1""")) {
            update.setString(1, state.text());
            update.setString(2, reason == null ? null : reason.substring(0, Math.min(reason.length(), MAX_REASON)));
            update.setObject(3, now());
            update.setObject(4, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Those that a node left running when it stopped. */
    List<Row> runningOn(String node) throws SQLException {
        return query(VIEW + " where v.slot = 1 and v.node = ?", node);
    }

    /** The latest of a release, with its evidence. */
    Optional<Row> latest(UUID release) throws SQLException {
        Optional<Row> found = query(VIEW + " where v.release_id = ? order by v.started_at desc, v.id", release).stream()
                .findFirst();
        return found.isEmpty() ? found : Optional.of(withEvidence(found.get()));
    }

    private Row withEvidence(Row row) throws SQLException {
        VerificationView view = row.view();
        return new Row(
                new VerificationView(
                        view.id(),
                        view.module(),
                        view.version(),
                        view.state(),
                        view.stage(),
                        view.reason(),
                        view.startedBy(),
                        view.startedAt(),
                        view.endedAt(),
                        evidence(view.id())),
                row.node());
    }

    private List<StageReport> evidence(UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select report from release_evidence where verification_id = ?")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                var reports = new ArrayList<StageReport>();
                while (row.next()) {
                    reports.add(CanonicalJson.read(row.getString(1), StageReport.class));
                }
                reports.sort((a, b) -> a.stage().compareTo(b.stage()));
                return reports;
            }
        }
    }

    private List<Row> query(String sql, Object argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, argument);
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<Row>();
                while (row.next()) {
                    found.add(row(row));
                }
                return found;
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String stage = row.getString(5);
        OffsetDateTime ended = row.getObject(9, OffsetDateTime.class);
        return new Row(
                new VerificationView(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        VerificationState.of(row.getString(4)),
                        stage == null ? null : VerificationStage.of(stage),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        List.of()),
                row.getString(10));
    }

    private void change(String sql, String value, UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, value);
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
