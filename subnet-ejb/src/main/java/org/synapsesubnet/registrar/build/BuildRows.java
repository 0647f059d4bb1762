package org.synapsesubnet.registrar.build;

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
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.build.GitSource;

/** The rows of builds; each call is a transaction of its own. */
final class BuildRows {

    private static final String BUILDS = """
            select b.id, m.name, b.state, b.reason, b.context_digest, b.git_url, b.git_commit, b.builder, b.requested_by,
                b.requested_at, b.started_at, b.ended_at, b.image_id, b.image_bytes, b.release_version
            from module_build b join module m on m.id = b.module_id""";

    private final DataSource database;
    private final InstantSource clock;

    BuildRows(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<UUID> module(String name) throws SQLException {
        return query("select id from module where name = ?", row -> row.getObject(1, UUID.class), name).stream()
                .findFirst();
    }

    /** False when the module is gone. */
    boolean add(UUID id, String module, String node, BuildSource source, String builder, String by)
            throws SQLException {
        GitSource git = source.git();
        return update(
                        """
                insert into module_build (id, module_id, node, state, context_digest, git_url, git_commit, builder,
                    requested_by, requested_at)
                select cast(? as uuid), id, ?, 'queued', ?, ?, ?, ?, ?, ? from module where name = ?""",
                        id,
                        node,
                        source.contextDigest(),
                        git == null ? null : git.url(),
                        git == null ? null : git.commit(),
                        builder,
                        by,
                        now(),
                        module)
                == 1;
    }

    Optional<BuildView> find(String module, UUID id) throws SQLException {
        return query(BUILDS + " where m.name = ? and b.id = ?", BuildRows::view, module, id).stream()
                .findFirst();
    }

    /** The build that a release was made from. */
    Optional<BuildView> of(String module, String version) throws SQLException {
        return query(
                        BUILDS + " where m.name = ? and b.release_version = ? order by b.requested_at",
                        BuildRows::view,
                        module,
                        version)
                .stream()
                .findFirst();
    }

    /** The latest first. */
    List<BuildView> page(String module, int offset, int limit) throws SQLException {
        return query(
                BUILDS + " where m.name = ? order by b.requested_at desc, b.id offset ? rows fetch next ? rows only",
                BuildRows::view,
                module,
                offset,
                limit);
    }

    long count(String module) throws SQLException {
        return query(
                        "select count(*) from module_build b join module m on m.id = b.module_id where m.name = ?",
                        row -> row.getLong(1),
                        module)
                .getFirst();
    }

    String node(UUID id) throws SQLException {
        return query("select node from module_build where id = ?", row -> row.getString(1), id)
                .getFirst();
    }

    /** False when it isn't queued any more. */
    boolean begin(UUID id) throws SQLException {
        return update(
                        "update module_build set state = 'running', started_at = ? where id = ? and state = 'queued'",
                        now(),
                        id)
                == 1;
    }

    /** Ends a build that hasn't begun; false when it isn't queued any more. */
    boolean endQueued(UUID id, Ending ending) throws SQLException {
        return end(id, ending, "state = 'queued'");
    }

    /** Ends a build; false when it is over already, or gone with its module. */
    boolean end(UUID id, Ending ending) throws SQLException {
        return end(id, ending, "state in ('queued', 'running')");
    }

    /** Builds of a node that aren't over. */
    List<UUID> underWay(String node) throws SQLException {
        return query(
                "select id from module_build where node = ? and state in ('queued', 'running')",
                row -> row.getObject(1, UUID.class),
                node);
    }

    void released(UUID id, String version) throws SQLException {
        update("update module_build set release_version = ? where id = ?", version, id);
    }

    private boolean end(UUID id, Ending ending, String condition) throws SQLException {
        return update(
                        "update module_build set state = ?, reason = ?, image_id = ?, image_bytes = ?, ended_at = ?"
                                + " where id = ? and " + condition,
                        ending.state().text(),
                        ending.reason(),
                        ending.image() == null ? null : ending.image().text(),
                        ending.image() == null ? null : ending.imageBytes(),
                        now(),
                        id)
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            fill(update, values);
            return update.executeUpdate();
        }
    }

    private <T> List<T> query(String sql, Row<T> read, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            fill(query, values);
            try (ResultSet row = query.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read.of(row));
                }
                return found;
            }
        }
    }

    private static void fill(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static BuildView view(ResultSet row) throws SQLException {
        return new BuildView(
                row.getObject(1, UUID.class),
                row.getString(2),
                BuildState.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                instant(row.getObject(11, OffsetDateTime.class)),
                instant(row.getObject(12, OffsetDateTime.class)),
                row.getString(13),
                row.getObject(14, Long.class),
                row.getString(15));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
