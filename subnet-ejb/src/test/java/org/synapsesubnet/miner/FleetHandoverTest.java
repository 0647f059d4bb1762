package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.container.Subscription;

/**
 * Two nodes that share a database, one of them a process of its own: one looks after the host, and the other goes on
 * within the lease's time when the first is killed or paused.
 */
class FleetHandoverTest {

    private static final ReplicaKey TINY = new ReplicaKey("tiny", 0);
    private static final LeaseSettings SECOND = new LeaseSettings("second", Duration.ofSeconds(2));

    /** The lease's time, one tick, and the repair of what happened meanwhile. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(2 + 2 + 30);

    private final List<ContainerEvent> heard = new CopyOnWriteArrayList<>();

    private Server server;
    private FleetBed fleet;
    private Process first;
    private Subscription events;

    @BeforeEach
    void firstLooksAfterIt() throws Exception {
        EngineSettings engine = EngineSettings.local(RealEngine.socket());
        String name = "mem:" + UUID.randomUUID();
        fleet = new FleetBed(engine, "jdbc:h2:" + name + ";DB_CLOSE_DELAY=-1");
        server = Server.createTcpServer("-tcpPort", "0").start();
        fleet.book.add(fleet.miner("tiny", 1));
        events = fleet.engine.events(fleet.ownership.labels(), heard::add, () -> {});
        first = FleetChild.start(engine, "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + name, "first");
        await().atMost(Duration.ofSeconds(60)).until(() -> fleet.isReady(TINY));
        fleet.look(SECOND);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (first != null) {
            first.destroyForcibly().waitFor();
        }
        if (events != null) {
            events.close();
        }
        if (fleet != null) {
            fleet.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void theOtherGoesOnWhenTheFirstIsKilled() throws Exception {
        ObservedContainer before = fleet.container(TINY).orElseThrow();
        assertThat(fleet.keeper()).isEqualTo("first");

        first.destroyForcibly().waitFor();
        fleet.engine.containers().signal(before.id(), "KILL");

        await().atMost(TAKEN_OVER).until(() -> isAnother(before) && fleet.isReady(TINY));
        assertThat(fleet.keeper()).isEqualTo("second");
        assertOneReplicaAtATime(2);
    }

    @Test
    void oneThatWasPausedNeitherActsNorWrites() throws Exception {
        ObservedContainer before = fleet.container(TINY).orElseThrow();

        signal("STOP");
        fleet.engine.containers().signal(before.id(), "KILL");
        await().atMost(TAKEN_OVER).until(() -> isAnother(before) && fleet.isReady(TINY));
        ReplicaRecord after = fleet.record(TINY);
        signal("CONT");

        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(8))
                .until(() -> fleet.record(TINY).equals(after) && fleet.keeper().equals("second"));
        assertThat(first.isAlive()).isTrue();
        assertOneReplicaAtATime(2);
    }

    @Test
    void oneThatLeavesHandsOverAtOnce() throws Exception {
        first.destroyForcibly().waitFor();
        await().atMost(TAKEN_OVER).until(() -> fleet.keeper().equals("second"));

        fleet.leave();

        assertThat(fleet.isLeaseFree()).isTrue();
    }

    private boolean isAnother(ObservedContainer before) {
        return fleet.container(TINY)
                .filter(now -> !now.id().equals(before.id()))
                .isPresent();
    }

    /** From all that the engine told since before the first container: each ends before the next begins. */
    private void assertOneReplicaAtATime(int containers) {
        List<String> lives = heard.stream()
                .map(ContainerEvent::action)
                .filter(action -> List.of("create", "destroy").contains(action))
                .toList();
        assertThat(lives).hasSize(2 * containers - 1);
        for (int i = 0; i < lives.size(); i++) {
            assertThat(lives.get(i)).isEqualTo(i % 2 == 0 ? "create" : "destroy");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(first.pid()))
                .start()
                .waitFor();
    }
}
