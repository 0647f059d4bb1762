package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;

/**
 * {@code kill -9} of the reconciler's process at random points while an operator keeps changing the fleet: whatever was
 * half done, the next one makes whole, with no orphan and no double, and another deployment's containers are left alone.
 * Another number of kills: {@code -Dsynapse.test.fleet-kills=200}.
 */
class FleetCrashTest {

    private static final int KILLS = Integer.getInteger("synapse.test.fleet-kills", 20);
    private static final int LONGEST_LIFE_MILLIS = 1500;
    private static final List<String> NAMES = List.of("ant", "bee", "cat");

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void convergesWhateverWasHalfDone() throws Exception {
        EngineSettings engine = EngineSettings.local(RealEngine.socket());
        String url = "jdbc:h2:file:" + directory.resolve("fleet") + ";WRITE_DELAY=0";
        try (FleetBed neighbour = FleetBed.open()) {
            neighbour.book.add(neighbour.miner(NAMES.getFirst(), 1));
            neighbour.look();
            ReplicaKey theirs = new ReplicaKey(NAMES.getFirst(), 0);
            await().atMost(Duration.ofSeconds(60)).until(() -> neighbour.isReady(theirs));
            Optional<ObservedContainer> before = neighbour.container(theirs);

            ImageReference image = EngineImage.on(neighbour.engine);
            for (int i = 0; i < KILLS; i++) {
                changeSomething(engine, url, image);
                runAndKill(engine, url, random.nextInt(LONGEST_LIFE_MILLIS));
            }

            try (FleetBed fleet = new FleetBed(engine, url)) {
                assertNoDouble(fleet);
                fleet.look();
                await("seed " + seed).atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertAsWanted(fleet));
            }
            assertThat(neighbour.container(theirs)).isEqualTo(before);
        }
    }

    /** What an operator might do between two lives of the application. */
    private void changeSomething(EngineSettings engine, String url, ImageReference image)
            throws SQLException, EngineException {
        try (FleetBed fleet = new FleetBed(engine, url).detached()) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            Optional<FleetMiner> known = fleet.rows.miner(name);
            if (known.isEmpty()) {
                fleet.book.add(FleetBed.miner(name, random.nextInt(3), image));
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> fleet.book.remove(name);
                case 1 -> fleet.book.change(known.get().withRunning(!known.get().running()));
                case 2 ->
                    fleet.book.change(known.get().withLimits(new Limits((160L + random.nextInt(64)) << 20, 1000, 100)));
                default -> fleet.book.change(known.get().withReplicas(random.nextInt(3)));
            }
        }
    }

    private static void runAndKill(EngineSettings engine, String url, int lifeMillis)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetChild.class.getName(),
                        engine.address().getPath(),
                        url))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("looking");
            assertThat(child.waitFor(lifeMillis, TimeUnit.MILLISECONDS))
                    .as("the child ended by itself")
                    .isFalse();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static void assertNoDouble(FleetBed fleet) {
        assertThat(fleet.containers())
                .extracting(container -> Ownership.replica(container.labels()).orElseThrow())
                .doesNotHaveDuplicates();
    }

    private static void assertAsWanted(FleetBed fleet) throws SQLException, EngineException {
        var wanted = new HashMap<ReplicaKey, String>();
        var volumes = new HashSet<String>();
        for (FleetMiner miner : fleet.rows.minersOn(FleetBed.HOST)) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                wanted.put(new ReplicaKey(miner.name(), ordinal), miner.shape(ordinal));
            }
            volumes.add(fleet.ownership.models(miner.name()));
        }
        var running = new HashMap<ReplicaKey, String>();
        for (ObservedContainer container : fleet.containers()) {
            assertThat(container.phase()).isEqualTo(ContainerPhase.RUNNING);
            running.put(
                    Ownership.replica(container.labels()).orElseThrow(),
                    container.labels().get(Ownership.SHAPE));
        }
        assertNoDouble(fleet);
        assertThat(running).isEqualTo(wanted);
        assertThat(wanted.keySet()).allMatch(fleet::isReady);
        assertThat(volumes).containsAll(fleet.engine.volumes().list(fleet.ownership.labels()));
        assertThat(fleet.rows.replicasOn(FleetBed.HOST).keySet()).isEqualTo(wanted.keySet());
    }
}
