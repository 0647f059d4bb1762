package org.synapsesubnet.miner.models;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What is remembered of models; each call is a transaction of its own. */
final class ModelRows {

    private static final String RECORDS = """
            select miner, name, revision, state, fault, reason, failures, retry_at, digest, size_bytes, loaded_on,
                recipe, made_digest, used_at
            from fleet_model_state where miner = ?""";

    private final DataSource database;

    ModelRows(DataSource database) {
        this.database = database;
    }

    Map<ModelName, ModelRecord> of(String miner) throws SQLException {
        var found = new HashMap<ModelName, ModelRecord>();
        for (ModelRecord record : query(RECORDS, miner)) {
            found.put(record.name(), record);
        }
        return found;
    }

    Optional<ModelRecord> find(String miner, ModelName name) throws SQLException {
        return query(RECORDS + " and name = ?", miner, name.text()).stream().findFirst();
    }

    /** Remembers a model; one whose miner was deleted meanwhile is forgotten. */
    void save(ModelRecord record) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (update(connection, record) > 0) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into fleet_model_state (revision, state, fault, reason, failures, retry_at, digest,
                        size_bytes, loaded_on, recipe, made_digest, used_at, miner, name)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                set(insert, record);
                insert.executeUpdate();
            } catch (SQLException e) {
                if (!String.valueOf(e.getSQLState()).startsWith("23")) {
                    throw e;
                }
            }
        }
    }

    private static int update(Connection connection, ModelRecord record) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update fleet_model_state set revision = ?, state = ?, fault = ?, reason = ?, failures = ?, retry_at = ?,
                    digest = ?, size_bytes = ?, loaded_on = ?, recipe = ?, made_digest = ?, used_at = ?
                where miner = ? and name = ?""")) {
            set(update, record);
            return update.executeUpdate();
        }
    }

    void forget(String miner, ModelName name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from fleet_model_state where miner = ? and name = ?")) {
            delete.setString(1, miner);
            delete.setString(2, name.text());
            delete.executeUpdate();
        }
    }

    /** Whatever failed before is tried again at once. */
    void retry(String miner, ModelName name, InstantSource clock) throws SQLException {
        Optional<ModelRecord> known = find(miner, name);
        if (known.isPresent() && known.get().rests(clock.instant())) {
            save(known.get().well(ModelState.WAITING));
        }
    }

    private static void set(PreparedStatement row, ModelRecord record) throws SQLException {
        row.setLong(1, record.revision());
        row.setString(2, record.state().text());
        row.setString(3, record.fault().text());
        row.setString(4, record.reason());
        row.setInt(5, record.failures());
        row.setObject(6, record.retryAt().atOffset(ZoneOffset.UTC));
        row.setString(7, record.digest());
        row.setLong(8, record.sizeBytes());
        row.setInt(9, record.loadedOn());
        row.setString(10, record.recipe());
        row.setString(11, record.madeDigest());
        row.setObject(12, record.usedAt().atOffset(ZoneOffset.UTC));
        row.setString(13, record.miner());
        row.setString(14, record.name().text());
    }

    private List<ModelRecord> query(String sql, String... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                var found = new ArrayList<ModelRecord>();
                while (row.next()) {
                    found.add(record(row));
                }
                return found;
            }
        }
    }

    private static ModelRecord record(ResultSet row) throws SQLException {
        return new ModelRecord(
                row.getString(1),
                new ModelName(row.getString(2)),
                row.getLong(3),
                ModelState.of(row.getString(4)),
                ModelFault.of(row.getString(5)),
                row.getString(6),
                row.getInt(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getLong(10),
                row.getInt(11),
                row.getString(12),
                row.getString(13),
                row.getObject(14, OffsetDateTime.class).toInstant());
    }
}
