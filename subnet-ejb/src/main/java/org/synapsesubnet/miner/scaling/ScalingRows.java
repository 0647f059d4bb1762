package org.synapsesubnet.miner.scaling;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Policies, and what was decided by them. Takes part in the caller's transaction and begins none. */
public final class ScalingRows {

    private static final int LONGEST_REASON = 300;
    private static final String FILES = """
            select miner, floor_replicas, ceiling_replicas, target_wait_millis, least_tokens, up_seconds, down_seconds,
                cool_down_seconds, idle_seconds, revision, decided_at, reason, changed_at, last_change
            from fleet_scaling""";

    private final DataSource database;

    public ScalingRows(DataSource database) {
        this.database = database;
    }

    List<ScalingFile> files() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FILES + " order by miner")) {
            return files(query);
        }
    }

    public Optional<ScalingFile> file(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FILES + " where miner = ?")) {
            query.setString(1, miner);
            return files(query).stream().findFirst();
        }
    }

    /**
     * Puts a policy in the place of the one of this revision.
     *
     * @param revision 0 where there is none yet
     * @return false when it isn't that any more
     */
    public boolean put(String miner, ScalingPolicy policy, long revision) throws SQLException {
        String sql = revision == 0 ? """
                  insert into fleet_scaling (floor_replicas, ceiling_replicas, target_wait_millis, least_tokens,
                      up_seconds, down_seconds, cool_down_seconds, idle_seconds, revision, reason, last_change, miner)
                  values (?, ?, ?, ?, ?, ?, ?, ?, 1, '', '', ?)""" : """
                  update fleet_scaling set floor_replicas = ?, ceiling_replicas = ?, target_wait_millis = ?,
                      least_tokens = ?, up_seconds = ?, down_seconds = ?, cool_down_seconds = ?, idle_seconds = ?,
                      revision = revision + 1
                  where miner = ? and revision = ?""";
        try (Connection connection = database.getConnection();
                PreparedStatement write = connection.prepareStatement(sql)) {
            write.setInt(1, policy.floor());
            write.setInt(2, policy.ceiling());
            write.setLong(3, policy.targetWait().toMillis());
            write.setDouble(4, policy.leastTokensPerSecond());
            write.setLong(5, policy.up().toSeconds());
            write.setLong(6, policy.down().toSeconds());
            write.setLong(7, policy.coolDown().toSeconds());
            write.setLong(8, policy.idle().toSeconds());
            write.setString(9, miner);
            if (revision > 0) {
                write.setLong(10, revision);
            }
            return write.executeUpdate() == 1;
        }
    }

    /** @return false when there was none */
    boolean remove(String miner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from fleet_scaling where miner = ?")) {
            delete.setString(1, miner);
            return delete.executeUpdate() == 1;
        }
    }

    /** @param changed whether the number of replicas changes by it */
    void decided(String miner, String reason, boolean changed, Instant now) throws SQLException {
        String shown = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        changed
                                ? "update fleet_scaling set decided_at = ?, reason = ?, changed_at = ?, last_change = ?"
                                        + " where miner = ?"
                                : "update fleet_scaling set decided_at = ?, reason = ? where miner = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, shown);
            if (changed) {
                update.setObject(3, now.atOffset(ZoneOffset.UTC));
                update.setString(4, shown);
            }
            update.setString(changed ? 5 : 3, miner);
            update.executeUpdate();
        }
    }

    private static List<ScalingFile> files(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            var found = new ArrayList<ScalingFile>();
            while (row.next()) {
                found.add(new ScalingFile(
                        row.getString(1),
                        new ScalingPolicy(
                                row.getInt(2),
                                row.getInt(3),
                                Duration.ofMillis(row.getLong(4)),
                                row.getDouble(5),
                                Duration.ofSeconds(row.getLong(6)),
                                Duration.ofSeconds(row.getLong(7)),
                                Duration.ofSeconds(row.getLong(8)),
                                Duration.ofSeconds(row.getLong(9))),
                        row.getLong(10),
                        instant(row, 11),
                        row.getString(12),
                        instant(row, 13),
                        row.getString(14)));
            }
            return found;
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
