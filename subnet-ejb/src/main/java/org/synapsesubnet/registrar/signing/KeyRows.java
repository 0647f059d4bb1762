package org.synapsesubnet.registrar.signing;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.signing.TrustedKeyView;

/** The rows of trusted keys. */
final class KeyRows {

    private static final String KEYS =
            "select id, name, public_key, added_by, added_at, revoked_by, revoked_at, reason from trusted_key";

    private final DataSource database;
    private final InstantSource clock;

    KeyRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 409 when key or name are known */
    void add(VerifyingKey key, String name, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into trusted_key (id, name, public_key, added_by, added_at) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, key.id());
            insert.setString(2, name);
            insert.setString(3, key.text());
            insert.setString(4, by);
            insert.setObject(5, now());
            insert.executeUpdate();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("23")) {
                throw SigningProblems.keyKnown(name);
            }
            throw e;
        }
    }

    /** False when there is none, or it is revoked already. */
    boolean revoke(String id, @Nullable String reason, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("update trusted_key set revoked_by = ?,"
                        + " revoked_at = ?, reason = ? where id = ? and revoked_at is null")) {
            update.setString(1, by);
            update.setObject(2, now());
            update.setString(3, reason);
            update.setString(4, id);
            return update.executeUpdate() == 1;
        }
    }

    Optional<TrustedKeyView> find(String id) throws SQLException {
        return query(KEYS + " where id = ?", id).stream().findFirst();
    }

    List<TrustedKeyView> all() throws SQLException {
        return query(KEYS + " order by name");
    }

    private List<TrustedKeyView> query(String sql, String... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                List<TrustedKeyView> found = new ArrayList<>();
                while (row.next()) {
                    OffsetDateTime revoked = row.getObject(7, OffsetDateTime.class);
                    found.add(new TrustedKeyView(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getString(6),
                            revoked == null ? null : revoked.toInstant(),
                            row.getString(8)));
                }
                return found;
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
