package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.miner.models.ModelDesk;

/**
 * {@code kill -9} of the application's process at random points of pulls, creations and deletions while an operator keeps
 * changing his mind: the next one makes whole what was half done, and leaves no way out open. Another number of kills:
 * {@code -Dsynapse.test.model-kills=100}.
 */
class ModelsCrashTest {

    private static final int KILLS = Integer.getInteger("synapse.test.model-kills", 6);
    private static final int LONGEST_LIFE_MILLIS = 4000;
    private static final List<String> NAMES = List.of("ant", "bee", "cat");

    @TempDir
    private Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void convergesWhateverWasHalfDone() throws Exception {
        EngineSettings engine = EngineSettings.local(RealEngine.socket());
        String url = "jdbc:h2:file:" + folder.resolve("fleet") + ";WRITE_DELAY=0";
        TinyModel.write(folder.resolve("f16.gguf"), folder.resolve("q4.gguf"), TinyModel.DEFAULT_SEED);
        try (RealRegistry registry = new RealRegistry(folder)) {
            registry.push("team/tiny", "1", folder.resolve("f16.gguf"));
            registry.push("team/other", "1", folder.resolve("q4.gguf"));
            try (FleetBed fleet = new FleetBed(engine, url).detached()) {
                fleet.book.add(miner(EngineImage.withoutModel(fleet.engine)));
            }
            for (int i = 0; i < KILLS; i++) {
                changeSomething(engine, url, registry);
                runAndKill(engine, url, registry);
            }
            try (FleetBed fleet = new FleetBed(engine, url, FleetBed.models(Set.of(registry.host())))) {
                ModelDesk desk = new ModelDesk(fleet.database());
                desk.put("tiny", NAMES.getFirst(), draft(registry, "team/tiny:1", 400));
                desk.limit("tiny", 0);
                fleet.look();
                await("seed " + seed).atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertAsWanted(fleet, desk));
            }
        }
    }

    private void changeSomething(EngineSettings engine, String url, RealRegistry registry) throws Exception {
        try (FleetBed fleet = new FleetBed(engine, url).detached()) {
            ModelDesk desk = new ModelDesk(fleet.database());
            String name = NAMES.get(random.nextInt(NAMES.size()));
            switch (random.nextInt(4)) {
                case 0 -> desk.remove("tiny", name);
                case 1 -> desk.limit("tiny", random.nextInt(3) * 400_000L);
                case 2 -> desk.put("tiny", name, draft(registry, "team/other:1", 100 + random.nextInt(3)));
                default -> desk.put("tiny", name, draft(registry, "team/tiny:1", 200 + random.nextInt(3)));
            }
        }
    }

    private void runAndKill(EngineSettings engine, String url, RealRegistry registry) throws Exception {
        Process child = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModelsChild.class.getName(),
                        engine.address().getPath(),
                        url,
                        registry.host()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = child.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("looking");
            assertThat(child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS))
                    .as("the child ended by itself")
                    .isFalse();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** Every wanted model is there as it is wanted, nothing else is, and nobody has a way out. */
    private static void assertAsWanted(FleetBed fleet, ModelDesk desk) throws Exception {
        List<FleetModelView> models = desk.all("tiny");
        assertThat(models).filteredOn(FleetModelView::wanted).isNotEmpty().allSatisfy(model -> {
            assertThat(model.state()).as(model.toString()).isEqualTo("ready");
            assertThat(model.digest()).isNotNull();
        });
        assertThat(models).extracting(FleetModelView::state).doesNotContain("unreferenced");
        assertThat(fleet.engine.networks().attached(fleet.ownership.egress())).isEmpty();
        assertThat(fleet.engine.networks().list(fleet.ownership.labels())).doesNotContain(fleet.ownership.egress());
        assertThat(fleet.isReady(new ReplicaKey("tiny", 0))).isTrue();
    }

    private static FleetMiner miner(ImageReference image) {
        return new FleetMiner(
                "tiny",
                FleetBed.HOST,
                image,
                NAMES,
                2,
                new Limits(192 << 20, 1000, 100),
                0,
                1,
                true,
                Optional.empty(),
                1);
    }

    private static FleetModelDraft draft(RealRegistry registry, String path, int context) {
        return new FleetModelDraft(
                registry.host() + "/" + path, null, null, null, context, null, null, null, null, null);
    }
}
