package org.synapsesubnet.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema this build was made for.
 *
 * <p>Portable SQL lies in {@code db/migration}, SQL that only one vendor understands in {@code db/vendor/h2} and
 * {@code db/vendor/postgresql} (beside, not below: Flyway walks into sub-folders). Version numbers are shared: 100–199
 * access, 200–299 and 650–669 registrar, 300–399 gateway, 400–499 chain.
 */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing. Safe to call from several nodes at once: Flyway holds a lock in the database.
     *
     * @param database where to migrate; a few connections are taken from it and given back
     * @return how many migrations this call applied, 0 when the schema was current
     * @throws FlywayException when the database can't be reached, a migration fails or an applied one was changed since
     */
    public static int run(DataSource database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/" + vendorOf(database))
                .validateMigrationNaming(true)
                // Components number their migrations in ranges, so a lower range may grow later.
                .outOfOrder(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private static String vendorOf(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            throw new FlywayException("The database can't be reached: " + e.getMessage(), e);
        }
    }
}
