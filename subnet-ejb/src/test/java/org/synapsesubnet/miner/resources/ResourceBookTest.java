package org.synapsesubnet.miner.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.migrations.Migrations;

class ResourceBookTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final ResourceHistory history =
            new ResourceHistory(database, Resolution.parseAll(List.of("PT10S/PT5M", "PT1M/PT2H")));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START;
    private final ResourceBook book = new ResourceBook(history, new ResourceGauges(registry), () -> now);

    @BeforeEach
    void addMiners() throws SQLException {
        Migrations.run(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into fleet_host values ('here', 'unix:///x', '', '', 0, 0, current_timestamp)");
            for (String miner : List.of("one", "two")) {
                statement.executeUpdate(
                        "insert into fleet_miner (name, host, image, models, slots, memory_bytes, cpu_millis, pids, gpus, replicas,"
                                + " running, revision, changed_at) values ('" + miner
                                + "', 'here', 'sha256:x', 'tiny', 1, 1, 1, 4, 0, 1, true, 1, current_timestamp)");
            }
        }
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void aSlotIsWrittenOnceItIsOver() throws SQLException {
        note("one", 0, 1);
        now = START.plusSeconds(9);
        note("one", 0, 3);
        book.beat();
        assertThat(slots("one")).isEmpty();

        now = START.plusSeconds(11);
        note("one", 0, 7);
        book.beat();
        // Its last figures may still be on their way.
        assertThat(slots("one")).isEmpty();

        now = START.plusSeconds(12);
        book.beat();
        book.beat();
        assertThat(slots("one"))
                .containsExactly(new Slot(
                        new Series("one", 0, Series.ENGINE), START, 2, Map.of(Measure.CPUS, new Spread(1, 2, 3))));
    }

    @Test
    void gaugesShowEachMinersContainersTogether() {
        note("one", 0, 1);
        note("one", 1, 2);
        note("two", 0, 4);
        now = START.plusSeconds(15);
        book.beat();
        assertThat(cpus("one")).isEqualTo(3);
        assertThat(cpus("two")).isEqualTo(4);

        note("one", 0, 5);
        now = START.plusSeconds(25);
        book.beat();
        assertThat(cpus("one")).isEqualTo(5);
        assertThat(registry.find("synapse.fleet.cpus")
                        .tag("synapse.miner", "two")
                        .gauges())
                .isEmpty();
    }

    private void note(String miner, int ordinal, double cpus) {
        book.note(new Series(miner, ordinal, Series.ENGINE), Map.of(Measure.CPUS, cpus));
    }

    private List<Slot> slots(String miner) throws SQLException {
        return history.read(miner, history.finest(), START, START.plusSeconds(1000), 100);
    }

    private double cpus(String miner) {
        return registry.get("synapse.fleet.cpus")
                .tag("synapse.miner", miner)
                .gauge()
                .value();
    }
}
