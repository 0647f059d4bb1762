package org.synapsesubnet.rollout;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.rollout.RolloutState;
import org.synapsesubnet.container.ImageReference;

/** Roll-outs in the database. Takes part in the caller's transaction and begins none. */
final class RolloutRows {

    private static final String ROLLOUTS = """
            select deployment, number, from_version, from_image, to_version, to_image, waves, soak_seconds,
                ready_seconds, failures, wave, state, reason, wave_since, well_since, started_by, started_at, changed_at
            from rollout""";
    private static final String UNFINISHED = "state in ('running', 'paused', 'rolling_back')";

    private final DataSource database;

    RolloutRows(DataSource database) {
        this.database = database;
    }

    /** Names of deployments that are on their way. */
    List<String> unfinished() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select deployment from rollout where " + UNFINISHED + " order by deployment");
                ResultSet row = query.executeQuery()) {
            var names = new ArrayList<String>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }

    /** The roll-out that a deployment is at. Until the transaction ends nobody else reads it here. */
    Optional<Rollout> lockUnfinished(String deployment) throws SQLException {
        return query(ROLLOUTS + " where deployment = ? and " + UNFINISHED + " for update", deployment).stream()
                .findFirst();
    }

    Optional<Rollout> latest(String deployment) throws SQLException {
        return page(deployment, 0, 1).stream().findFirst();
    }

    /** The latest first. */
    List<Rollout> page(String deployment, int offset, int limit) throws SQLException {
        return query(
                ROLLOUTS + " where deployment = ? order by number desc limit ? offset ?", deployment, limit, offset);
    }

    long count(String deployment) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from rollout where deployment = ?")) {
            query.setString(1, deployment);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void insert(Rollout rollout) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into rollout (wave, state, reason, wave_since, well_since, changed_at, deployment, number,
                            from_version, from_image, to_version, to_image, waves, soak_seconds, ready_seconds, failures,
                            started_by, started_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            setProgress(insert, rollout);
            insert.setString(9, rollout.from().version());
            insert.setString(10, rollout.from().image().text());
            insert.setString(11, rollout.to().version());
            insert.setString(12, rollout.to().image().text());
            insert.setString(
                    13, rollout.plan().waves().stream().map(String::valueOf).collect(Collectors.joining(",")));
            insert.setLong(14, rollout.plan().soak().toSeconds());
            insert.setLong(15, rollout.plan().ready().toSeconds());
            insert.setInt(16, rollout.plan().failures());
            insert.setString(17, rollout.by());
            insert.setObject(18, at(rollout.startedAt()));
            insert.executeUpdate();
        }
    }

    void save(Rollout rollout) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update rollout set wave = ?, state = ?, reason = ?, wave_since = ?, well_since = ?, changed_at = ?
                        where deployment = ? and number = ?""")) {
            setProgress(update, rollout);
            update.executeUpdate();
        }
    }

    private static void setProgress(PreparedStatement row, Rollout rollout) throws SQLException {
        row.setInt(1, rollout.wave());
        row.setString(2, rollout.state().text());
        row.setString(3, rollout.reason());
        row.setObject(4, at(rollout.waveSince()));
        row.setObject(5, at(rollout.wellSince()));
        row.setObject(6, at(rollout.changedAt()));
        row.setString(7, rollout.deployment());
        row.setInt(8, rollout.number());
    }

    private List<Rollout> query(String sql, Object... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                var rollouts = new ArrayList<Rollout>();
                while (row.next()) {
                    rollouts.add(rollout(row));
                }
                return rollouts;
            }
        }
    }

    private static Rollout rollout(ResultSet row) throws SQLException {
        return new Rollout(
                row.getString(1),
                row.getInt(2),
                new Rollout.Leg(row.getString(3), new ImageReference(row.getString(4))),
                new Rollout.Leg(row.getString(5), new ImageReference(row.getString(6))),
                new RolloutPlan(
                        Stream.of(row.getString(7).split(","))
                                .map(Integer::valueOf)
                                .toList(),
                        Duration.ofSeconds(row.getInt(8)),
                        Duration.ofSeconds(row.getInt(9)),
                        row.getInt(10)),
                row.getInt(11),
                RolloutState.of(row.getString(12)),
                row.getString(13),
                instant(row, 14),
                row.getObject(15, OffsetDateTime.class) == null ? null : instant(row, 15),
                row.getString(16),
                instant(row, 17),
                instant(row, 18));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
