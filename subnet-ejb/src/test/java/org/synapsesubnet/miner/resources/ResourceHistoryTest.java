package org.synapsesubnet.miner.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.migrations.Migrations;

class ResourceHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Series SERIES = new Series("tiny", 0, Series.ENGINE);
    private static final List<Resolution> RESOLUTIONS =
            Resolution.parseAll(List.of("PT10S/PT5M", "PT1M/PT2H", "PT1H/P1D"));

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final ResourceHistory history = new ResourceHistory(database, RESOLUTIONS);

    @BeforeEach
    void addMiner() throws SQLException {
        Migrations.run(database);
        run("insert into fleet_host values ('here', 'unix:///x', '', '', 0, 0, current_timestamp)");
        run("insert into fleet_miner (name, host, image, models, slots, memory_bytes, cpu_millis, pids, gpus, replicas,"
                + " running, revision, changed_at) values"
                + " ('tiny', 'here', 'sha256:x', 'tiny', 1, 1, 1, 4, 0, 1, true, 1, current_timestamp)");
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void aSlotIsReadAsItWasWritten() throws SQLException {
        Slot slot =
                slot(START, 10, Map.of(Measure.CPUS, new Spread(0, 0.5, 2), Measure.GPU_POWER, new Spread(1, 2, 3)));

        history.write(List.of(slot));

        assertThat(read(0)).containsExactly(slot);
    }

    @Test
    void coarseSlotsKeepLeastMeanAndMost() throws SQLException {
        history.write(List.of(
                slot(START, 10, Map.of(Measure.CPUS, new Spread(0.5, 1, 2))),
                slot(START.plusSeconds(50), 30, Map.of(Measure.CPUS, new Spread(1, 5, 9))),
                slot(START.plusSeconds(60), 10, Map.of(Measure.CPUS, new Spread(7, 7, 7)))));

        history.rollUp(START.plusSeconds(100));

        // The second minute isn't over.
        assertThat(read(1)).containsExactly(slot(START, 40, Map.of(Measure.CPUS, new Spread(0.5, 4, 9))));
    }

    @Test
    void rollingUpAgainChangesNothing() throws SQLException {
        history.write(List.of(slot(START, 10, Map.of(Measure.CPUS, new Spread(1, 1, 1)))));

        history.rollUp(START.plusSeconds(200));
        history.rollUp(START.plusSeconds(200));
        history.write(List.of(slot(START.plusSeconds(120), 10, Map.of(Measure.CPUS, new Spread(3, 3, 3)))));
        history.rollUp(START.plusSeconds(300));

        assertThat(read(1)).extracting(Slot::start).containsExactly(START, START.plusSeconds(120));
    }

    @Test
    void figuresOfAMinerThatIsGoneAreDropped() throws SQLException {
        history.write(List.of(
                new Slot(new Series("gone", 0, Series.ENGINE), START, 1, Map.of(Measure.CPUS, new Spread(1, 1, 1))),
                slot(START, 1, Map.of(Measure.CPUS, new Spread(1, 1, 1)))));
        assertThat(rows()).isEqualTo(1);

        run("delete from fleet_miner");
        assertThat(rows()).isZero();
    }

    /** Two days of a container that never rests: its rows stay within the sum of kept/step, and the old ones are there. */
    @Test
    void theNumberOfRowsIsBounded() throws SQLException {
        int most = 0;
        for (Instant now = START; now.isBefore(START.plus(Duration.ofDays(2))); now = now.plusSeconds(60)) {
            var slots = new ArrayList<Slot>();
            for (int i = 0; i < 6; i++) {
                slots.add(slot(now.plusSeconds(10L * i), 10, Map.of(Measure.CPUS, new Spread(0, i, 9))));
            }
            history.write(slots);
            history.rollUp(now.plusSeconds(90));
            history.forget(now.plusSeconds(90));
            most = Math.max(most, rows());
        }

        int bound = 5 * 6 + 120 + 24;
        assertThat(most).isBetween(bound - 24, bound + 8);
        assertThat(read(2))
                .hasSizeBetween(22, 25)
                .allSatisfy(slot -> assertThat(slot)
                        .isEqualTo(slot(slot.start(), 3600, Map.of(Measure.CPUS, new Spread(0, 2.5, 9)))));
    }

    @Test
    void whatIsOfNoResolutionAnyMoreIsForgotten() throws SQLException {
        history.write(List.of(slot(START, 1, Map.of(Measure.CPUS, new Spread(1, 1, 1)))));

        new ResourceHistory(database, Resolution.parseAll(List.of("PT5S/PT1H"))).forget(START);

        assertThat(rows()).isZero();
    }

    private List<Slot> read(int level) throws SQLException {
        return history.read("tiny", RESOLUTIONS.get(level), START, START.plus(Duration.ofDays(9)), 1000);
    }

    private static Slot slot(Instant start, int samples, Map<Measure, Spread> figures) {
        return new Slot(SERIES, start, samples, figures);
    }

    private int rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select count(*) from fleet_resource")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
