package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.CountedEngine;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.RealEngine;

/**
 * What keeping containers costs: engine calls always, our processor time where there are enough of them to tell it from
 * a young virtual machine's. A hundred: {@code -Dsynapse.test.fleet-containers=100}.
 */
class FleetFiguresTest {

    private static final int CONTAINERS = Integer.getInteger("synapse.test.fleet-containers", 10);
    private static final int CALLS_EACH = 3;
    private static final int CPU_MILLIS_EACH = 50;
    private static final Duration STEADY = Duration.ofSeconds(CONTAINERS < 100 ? 10 : 60);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + 6L * CONTAINERS);
    private static final double STEADY_CORES = 0.01;

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void ofContainersFromNothing() throws Exception {
        CountedEngine counted = new CountedEngine(RealEngine.connect());
        Iterator<ContainerEngine> engines =
                List.of(RealEngine.connect(), counted.engine()).iterator();
        try (FleetBed fleet = new FleetBed(engines::next, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
            fleet.book.add(FleetBed.miner("tiny", CONTAINERS, EngineImage.on(fleet.engine)));
            long cpu = machine.getProcessCpuTime();
            fleet.lookPatiently();
            await().atMost(PATIENCE).until(() -> counted.calls("start") == CONTAINERS);
            long millis = Duration.ofNanos(machine.getProcessCpuTime() - cpu).toMillis() / CONTAINERS;
            Map<String, Integer> calls = counted.calls();
            System.out.printf(
                    "%d containers from nothing: %d calls %s, %d ms of ours each%n",
                    CONTAINERS, sum(calls), calls, millis);

            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> allReady(fleet));
            counted.calls();
            cpu = machine.getProcessCpuTime();
            await().pollDelay(STEADY).atMost(STEADY.multipliedBy(2)).until(() -> true);
            double cores = (machine.getProcessCpuTime() - cpu) / (double) STEADY.toNanos();
            Map<String, Integer> steady = counted.calls();
            System.out.printf(
                    "%d containers looked after, their statistics and health included: %.4f cores, calls %s in %s%n",
                    CONTAINERS, cores, steady, STEADY);

            // Statistics come by a stream for each container, which is opened once and stays.
            int streams = calls.getOrDefault("stats", 0);
            assertThat(streams).isLessThanOrEqualTo(CONTAINERS);
            assertThat(sum(calls) - streams).isLessThanOrEqualTo(CALLS_EACH * CONTAINERS);
            assertThat(steady.keySet()).as("nothing but looking").allMatch(Set.of("list", "attached")::contains);
            if (CONTAINERS >= 100) {
                assertThat(millis).isLessThanOrEqualTo(CPU_MILLIS_EACH);
                assertThat(cores).isLessThanOrEqualTo(STEADY_CORES);
            }
        }
    }

    private static boolean allReady(FleetBed fleet) throws SQLException {
        Map<ReplicaKey, ReplicaRecord> records = fleet.rows.replicasOn(FleetBed.HOST);
        return IntStream.range(0, CONTAINERS)
                .mapToObj(ordinal -> records.get(new ReplicaKey("tiny", ordinal)))
                .allMatch(record -> record != null && record.state() == ReplicaState.READY);
    }

    private static int sum(Map<String, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
}
