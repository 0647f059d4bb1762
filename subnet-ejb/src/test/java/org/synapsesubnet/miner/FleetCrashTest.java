package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
 * half done, the next one makes whole, each engine with its axon, with no orphan and no double, and another deployment's
 * containers are left alone. Another number of kills: {@code -Dsynapse.test.fleet-kills=200}.
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
            ImageReference axonImage = AxonTestImage.on(neighbour.engine);
            for (int i = 0; i < KILLS; i++) {
                changeSomething(engine, url, image);
                runAndKill(engine, url, axonImage, random.nextInt(LONGEST_LIFE_MILLIS));
            }

            try (FleetBed fleet = new FleetBed(engine, url).withAxons(keys(), axonImage)) {
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

    private Path keys() {
        return directory.resolve("keys");
    }

    private void runAndKill(EngineSettings engine, String url, ImageReference axonImage, int lifeMillis)
            throws IOException, InterruptedException {
        Process child = FleetChild.start(engine, url, "first", keys().toString(), axonImage.text());
        try {
            assertThat(child.waitFor(lifeMillis, TimeUnit.MILLISECONDS))
                    .as("the child ended by itself")
                    .isFalse();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** One of a replica's two containers. */
    private record Place(ReplicaKey key, Part part) {
        static Place of(ObservedContainer container) {
            return new Place(Ownership.replica(container.labels()).orElseThrow(), Ownership.part(container.labels()));
        }
    }

    private static void assertNoDouble(FleetBed fleet) {
        assertThat(fleet.containers()).extracting(Place::of).doesNotHaveDuplicates();
    }

    private static void assertAsWanted(FleetBed fleet) throws SQLException, EngineException {
        var wanted = new HashMap<ReplicaKey, String>();
        var volumes = new HashSet<String>();
        var networks = new HashSet<>(Set.of(fleet.ownership.axonNetwork()));
        for (FleetMiner miner : fleet.rows.minersOn(FleetBed.HOST)) {
            for (int ordinal = 0; ordinal < miner.replicas(); ordinal++) {
                volumes.add(fleet.ownership.keys(new ReplicaKey(miner.name(), ordinal)));
            }
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                wanted.put(new ReplicaKey(miner.name(), ordinal), miner.shape(ordinal));
                networks.add(fleet.ownership.network(miner.name()));
            }
            volumes.add(fleet.ownership.models(miner.name()));
        }
        var engines = new HashMap<ReplicaKey, String>();
        var axons = new HashSet<ReplicaKey>();
        for (ObservedContainer container : fleet.containers()) {
            assertThat(container.phase()).isEqualTo(ContainerPhase.RUNNING);
            Place place = Place.of(container);
            if (place.part() == Part.ENGINE) {
                engines.put(place.key(), container.labels().get(Ownership.SHAPE));
            } else {
                axons.add(place.key());
            }
        }
        assertNoDouble(fleet);
        assertThat(engines).isEqualTo(wanted);
        assertThat(axons).isEqualTo(wanted.keySet());
        assertThat(wanted.keySet()).allMatch(fleet::isReady);
        assertThat(volumes).containsAll(fleet.engine.volumes().list(fleet.ownership.labels()));
        assertThat(networks).containsAll(fleet.engine.networks().list(fleet.ownership.labels()));
        assertThat(fleet.rows.replicasOn(FleetBed.HOST).keySet()).isEqualTo(wanted.keySet());
        assertThat(fleet.axons().on(FleetBed.HOST))
                .as("no axon that isn't remembered")
                .extracting(known -> known.axon().key())
                .containsAll(wanted.keySet());
    }
}
