package org.synapsesubnet.registrar.build;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What builds said, in the database, so that every node can tell it. */
final class BuildLogRows {

    static final int MAX_TEXT = 32_768;

    private static final int AT_ONCE = 32;

    private final DataSource database;

    BuildLogRows(DataSource database) {
        this.database = database;
    }

    /** @param text whole lines, at most {@value #MAX_TEXT} characters */
    void append(UUID build, int number, String text) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into module_build_log (build_id, number, text) values (?, ?, ?)")) {
            insert.setObject(1, build);
            insert.setInt(2, number);
            insert.setString(3, text);
            insert.executeUpdate();
        }
    }

    /** The next pieces after one, at most {@value #AT_ONCE}. */
    List<LogPiece> after(UUID build, int number) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select number, text from module_build_log where build_id = ? and number > ? order by number"
                                + " fetch first " + AT_ONCE + " rows only")) {
            query.setObject(1, build);
            query.setInt(2, number);
            try (ResultSet row = query.executeQuery()) {
                List<LogPiece> found = new ArrayList<>();
                while (row.next()) {
                    found.add(new LogPiece(row.getInt(1), row.getString(2)));
                }
                return found;
            }
        }
    }
}
