package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.platform.lease.LeaseKeeper;
import org.synapsesubnet.platform.lease.LeaseLost;
import org.synapsesubnet.platform.lease.Leases;

/** Notes of a node whose lease went to another while it was paused: none is written, and it takes no further step. */
class HostNotesTest {

    private static final ReplicaKey TINY = new ReplicaKey("tiny", 0);
    private static final Duration TTL = Duration.ofMinutes(1);

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final AtomicLong time = new AtomicLong();

    private FleetRows rows;
    private Term term;
    private HostNotes notes;

    @BeforeEach
    void take() throws SQLException {
        Migrations.run(database);
        FleetBook book = new FleetBook(database, Clock.systemUTC());
        book.declare(FleetBed.HOST, "unix:///somewhere");
        book.add(FleetBed.miner("tiny", 1, new ImageReference("sha256:" + "1".repeat(64))));
        rows = new FleetRows(database);
        LeaseKeeper lead = new LeaseKeeper(new Leases(database), "fleet/here", "first", TTL, time::get);
        term = new Term(lead, lead.held().orElseThrow(), database);
        notes = new HostNotes(FleetBed.HOST, term, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    @Test
    void areWrittenWhileTheLeaseIsHeld() throws SQLException {
        notes.save(ReplicaRecord.fresh(TINY, 1));
        notes.found(new EngineInfo("id", "20.10", 2, 1L << 30));
        time.addAndGet(TTL.toNanos() / 2);
        term.requireGoingOn();

        assertThat(rows.replicasOn(FleetBed.HOST)).containsKey(TINY);
        assertThat(rows.hosts().getFirst().version()).isEqualTo("20.10");
        assertThat(notes.lost("gone")).isTrue();
        assertThat(notes.lost("gone")).isFalse();
    }

    @Test
    void areRefusedOnceAnotherHasTheLease() throws SQLException {
        new Leases(database).acquire("fleet/here", "first", TTL);

        assertThatThrownBy(() -> notes.save(ReplicaRecord.fresh(TINY, 1))).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> notes.forget("tiny", 0)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> notes.lost("gone")).isInstanceOf(LeaseLost.class);
        time.addAndGet(TTL.toNanos());
        assertThatThrownBy(term::requireGoingOn).isInstanceOf(LeaseLost.class);
        assertThat(rows.replicasOn(FleetBed.HOST)).isEmpty();
        assertThat(rows.hosts().getFirst().trouble()).isEqualTo("not asked yet");
    }

    @Test
    void ofAMinerThatIsGoneAreForgotten() throws SQLException {
        new FleetBook(database, Clock.systemUTC()).remove("tiny");

        notes.save(ReplicaRecord.fresh(TINY, 1));

        assertThat(rows.replicasOn(FleetBed.HOST)).isEmpty();
    }
}
