package org.synapsesubnet.miner.models;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** What miners' volumes may hold and do hold. Takes part in the caller's transaction and begins none. */
final class VolumeRows {

    /**
     * A miner's volume.
     *
     * @param budgetBytes what it may hold; empty for as much as there is room for
     * @param usedBytes what it held when it was looked at last
     * @param trouble in words; empty for none
     */
    record Row(OptionalLong budgetBytes, long usedBytes, String trouble) {

        Row withoutBudget() {
            return new Row(OptionalLong.empty(), usedBytes, trouble);
        }
    }

    private final DataSource database;

    VolumeRows(DataSource database) {
        this.database = database;
    }

    Row of(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select budget_bytes, used_bytes, trouble from fleet_volume where miner = ?")) {
            query.setString(1, miner);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return new Row(OptionalLong.empty(), 0, "");
                }
                long budget = row.getLong(1);
                return new Row(
                        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(budget),
                        row.getLong(2),
                        row.getString(3));
            }
        }
    }

    void limit(String miner, OptionalLong budget) throws SQLException {
        write(
                "update fleet_volume set budget_bytes = ? where miner = ?",
                "insert into fleet_volume (budget_bytes, miner, used_bytes, trouble) values (?, ?, 0, '')",
                row -> {
                    if (budget.isPresent()) {
                        row.setLong(1, budget.getAsLong());
                    } else {
                        row.setNull(1, Types.BIGINT);
                    }
                    row.setString(2, miner);
                });
    }

    void seen(String miner, long usedBytes, String trouble) throws SQLException {
        String shown = trouble.substring(0, Math.min(trouble.length(), 500));
        write(
                "update fleet_volume set used_bytes = ?, trouble = ? where miner = ?",
                "insert into fleet_volume (used_bytes, trouble, miner) values (?, ?, ?)",
                row -> {
                    row.setLong(1, usedBytes);
                    row.setString(2, shown);
                    row.setString(3, miner);
                });
    }

    private void write(String update, String insert, Setting setting) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (String sql : new String[] {update, insert}) {
                try (PreparedStatement row = connection.prepareStatement(sql)) {
                    setting.on(row);
                    if (row.executeUpdate() > 0) {
                        return;
                    }
                }
            }
        }
    }

    private interface Setting {
        void on(PreparedStatement row) throws SQLException;
    }
}
