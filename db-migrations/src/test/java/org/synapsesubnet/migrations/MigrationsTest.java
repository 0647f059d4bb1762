package org.synapsesubnet.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private final JdbcDataSource database = new JdbcDataSource();

    MigrationsTest() {
        database.setURL("jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1");
    }

    @Test
    void appliesEveryMigrationOnceAndNothingTheSecondTime() throws SQLException {
        int applied = Migrations.run(database);

        assertThat(applied).isEqualTo(rowsOfHistory());
        assertThat(Migrations.run(database)).isZero();
    }

    private int rowsOfHistory() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from \"flyway_schema_history\" where \"version\" is not null")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
