package org.synapsesubnet.registrar.signing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows of releases' signatures. */
final class SignatureRows {

    private static final String RELEASE = "(select r.id from module_release r join module m on m.id = r.module_id"
            + " where m.name = ? and r.release_version = ?)";

    private final DataSource database;
    private final InstantSource clock;

    SignatureRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A signature as it was brought. */
    record Row(String keyId, String signature, String addedBy, Instant addedAt) {}

    /** Keeps a signature in the place of the key's earlier one, which says the same. */
    void put(String module, String version, String key, String signature, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from release_signature where release_id = " + RELEASE + " and key_id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into release_signature (release_id, key_id, signature, added_by, added_at)"
                                + " select r.id, cast(? as varchar(64)), ?, ?, ? from module_release r"
                                + " join module m on m.id = r.module_id where m.name = ? and r.release_version = ?")) {
            delete.setString(1, module);
            delete.setString(2, version);
            delete.setString(3, key);
            delete.executeUpdate();
            insert.setString(1, key);
            insert.setString(2, signature);
            insert.setString(3, by);
            insert.setObject(4, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            insert.setString(5, module);
            insert.setString(6, version);
            insert.executeUpdate();
        }
    }

    /** The earliest first. */
    List<Row> of(String module, String version) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select key_id, signature, added_by, added_at from release_signature" + " where release_id = "
                                + RELEASE + " order by added_at, key_id")) {
            query.setString(1, module);
            query.setString(2, version);
            try (ResultSet row = query.executeQuery()) {
                List<Row> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant()));
                }
                return found;
            }
        }
    }
}
