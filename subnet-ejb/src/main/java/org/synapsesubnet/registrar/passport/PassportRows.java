package org.synapsesubnet.registrar.passport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.registrar.signing.CanonicalJson;

/** Passports as they are kept: one for each release, the latest. */
public final class PassportRows {
    private final DataSource database;

    public PassportRows(DataSource database) {
        this.database = database;
    }

    /** Takes the place of the release's earlier one, within a transaction that somebody else ends. */
    public void put(Connection transaction, UUID release, UUID verification, SignedPassport signed)
            throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("delete from release_passport where release_id = ?")) {
            delete.setObject(1, release);
            delete.executeUpdate();
        }
        Passport passport = signed.passport();
        try (PreparedStatement insert = transaction.prepareStatement("""
                insert into release_passport (release_id, verification_id, passed, passport, signature, bill, issued_at)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, release);
            insert.setObject(2, verification);
            insert.setBoolean(3, passport.passed());
            insert.setString(4, signed.text());
            insert.setString(5, CanonicalJson.write(signed.signature()));
            insert.setString(6, signed.bill());
            insert.setObject(7, passport.issuedAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    public Optional<SignedPassport> find(UUID release) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select passport, signature, bill from release_passport where release_id = ?")) {
            query.setObject(1, release);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new SignedPassport(
                                row.getString(1),
                                CanonicalJson.read(row.getString(2), PassportSignature.class),
                                row.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
