package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.fleet.FleetModelDraft;
import org.synapsesubnet.api.fleet.FleetModelProgress;
import org.synapsesubnet.api.fleet.FleetModelView;
import org.synapsesubnet.api.wire.Sha256;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Limits;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.engine.tiny.TinyModel;
import org.synapsesubnet.miner.models.BlobStoreAccess;
import org.synapsesubnet.miner.models.ModelDesk;

/** Miners that begin without a model, on a real engine with a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetModelsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private FleetBed fleet;

    @SuppressWarnings("NullAway.Init")
    private RealRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private ModelDesk desk;

    @SuppressWarnings("NullAway.Init")
    private ImageReference image;

    @SuppressWarnings("NullAway.Init")
    private String digest;

    @BeforeAll
    void open() throws Exception {
        EngineSettings engine = EngineSettings.local(RealEngine.socket());
        TinyModel.write(folder.resolve("f16.gguf"), folder.resolve("q4.gguf"), TinyModel.DEFAULT_SEED);
        registry = new RealRegistry(folder);
        digest = registry.push("team/tiny", "1", folder.resolve("f16.gguf"));
        registry.push("team/other", "1", folder.resolve("q4.gguf"));
        fleet = new FleetBed(
                engine,
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                FleetBed.models(Set.of(registry.host())));
        desk = new ModelDesk(fleet.database());
        image = EngineImage.withoutModel(fleet.engine);
        fleet.look();
    }

    @AfterAll
    void close() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    /** The registry is held up so that the pull can be looked at. */
    @Test
    void aMinerWithoutAModelPullsOneAndHasAWayOutOnlyMeanwhile() throws Exception {
        fleet.book.add(miner("pull", 2, "tiny"));
        registry.signal("STOP");
        try {
            desk.put("pull", "tiny", pull("team/tiny:1", null, 512));
            await().atMost(SOON).until(() -> state("pull", "tiny").equals("pulling"));
            await().atMost(SOON).until(() -> !attached().isEmpty());
            assertThat(attached()).as("one pull for the volume").hasSize(1);
            String pulling = attached().iterator().next();
            String other = fleet.containers().stream()
                    .filter(container ->
                            container.labels().getOrDefault(Ownership.MINER, "").equals("pull"))
                    .map(ObservedContainer::id)
                    .filter(id -> !id.equals(pulling))
                    .findFirst()
                    .orElseThrow();
            assertThat(reaches(pulling)).isTrue();
            assertThat(reaches(other)).isFalse();
        } finally {
            registry.signal("CONT");
        }

        await().atMost(SOON).until(() -> state("pull", "tiny").equals("ready"));
        await().atMost(SOON)
                .until(() -> fleet.isReady(new ReplicaKey("pull", 0)) && fleet.isReady(new ReplicaKey("pull", 1)));
        FleetModelView model = desk.find("pull", "tiny").orElseThrow();
        assertThat(model.wantedDigest()).as("the first pull decided it").isEqualTo(digest);
        assertThat(model.loadedOn()).isEqualTo(2);
        ObservedContainer container = fleet.container(new ReplicaKey("pull", 1)).orElseThrow();
        assertThat(ask(container, "/api/show", "{\"model\":\"tiny\"}")).contains("num_ctx");
        assertThat(ask(container, "/api/generate", "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"stream\":false}"))
                .contains("\"done\":true");
        assertThat(attached()).isEmpty();
        assertThat(fleet.engine.networks().list(fleet.ownership.labels())).doesNotContain(fleet.ownership.egress());
        assertThat(reaches(container.id())).isFalse();
        assertThat(progress("pull", "create").state()).isEqualTo("done");
        assertThat(fleet.record(new ReplicaKey("pull", 0)).failures())
                .as("waiting for a model is no fault")
                .isZero();

        // Whoever is attached and doesn't pull, since the application died over it.
        fleet.engine.networks().ensureOpen(fleet.ownership.egress(), fleet.ownership.labels());
        fleet.engine.networks().connect(fleet.ownership.egress(), container.id());
        await().atMost(SOON).until(() -> attached().isEmpty());
    }

    @Test
    void anotherDigestThanTheWantedOneIsANamedFaultAndIsNeverServed() throws Exception {
        String served = registry.host() + "/team/tiny:1";
        fleet.book.add(miner("wrong", 1, served));
        desk.put("wrong", served, pull("team/tiny:1", "0".repeat(64), null));

        await().atMost(SOON).until(() -> fault("wrong", served).equals("wrong-digest"));
        FleetModelView model = desk.find("wrong", served).orElseThrow();
        assertThat(model.reason()).contains(digest, "0".repeat(64));
        assertThat(model.digest()).isNull();
        ObservedContainer container =
                fleet.container(new ReplicaKey("wrong", 0)).orElseThrow();
        assertThat(ask(container, "/api/tags", null)).isEqualTo("{\"models\":[]}");

        desk.put("wrong", served, pull("team/tiny:1", digest, null));
        await().atMost(SOON).until(() -> state("wrong", served).equals("ready"));
    }

    @Test
    void whatNobodyWantsGoesWhenTheVolumeIsOverItsBudget() throws Exception {
        fleet.book.add(miner("full", 1, "tiny"));
        desk.put("full", "tiny", pull("team/tiny:1", digest, 256));
        desk.put("full", "other", pull("team/other:1", null, 256));
        await().atMost(SOON).until(() -> state("full", "tiny").equals("ready"));
        await().atMost(SOON).until(() -> state("full", "other").equals("held"));

        desk.remove("full", "other");
        await().atMost(SOON).until(() -> state("full", "other").equals("unreferenced"));
        desk.limit("full", Files.size(folder.resolve("f16.gguf")) + 4096);

        await().atMost(SOON).until(() -> desk.find("full", "other").isEmpty());
        await().atMost(SOON)
                .until(() ->
                        desk.find("full", registry.host() + "/team/other:1").isEmpty());
        assertThat(state("full", "tiny")).isEqualTo("ready");
        assertThat(desk.volume("full").usedBytes())
                .isBetween(Files.size(folder.resolve("f16.gguf")), Files.size(folder.resolve("f16.gguf")) + 4096);
    }

    @Test
    void aModelIsMadeOfAnUploadedFileAndAnotherOfThatOne() throws Exception {
        Path file = folder.resolve("q4.gguf");
        String blob = "sha256:" + Sha256.hexOf(Files.readAllBytes(file));
        fleet.book.add(miner("made", 1, "small", "child"));
        desk.put("made", "small", new FleetModelDraft(null, blob, null, null, 300, null, null, null, null, null));
        await().atMost(SOON).until(() -> fault("made", "small").equals("blob-missing"));

        BlobStoreAccess.accept(fleet.works, blob, file);
        desk.put(
                "made",
                "child",
                new FleetModelDraft(null, null, "small", null, null, null, "Be brief.", null, null, null));

        await().atMost(SOON).until(() -> state("made", "child").equals("ready"));
        assertThat(state("made", "small")).isEqualTo("ready");
        ObservedContainer container = fleet.container(new ReplicaKey("made", 0)).orElseThrow();
        assertThat(ask(container, "/api/show", "{\"model\":\"child\"}")).contains("Be brief.", "num_ctx");
    }

    /** The volume is a file system of its own, too small for the model until it is made larger. */
    @Test
    void aFullVolumeIsNamedAndThePullSucceedsWhenThereIsRoom() throws Exception {
        String volume = fleet.ownership.models("tight");
        FleetMiner stopped = miner("tight", 1, "tiny").withRunning(false);
        fleet.book.add(stopped);
        docker(
                "volume",
                "create",
                "--opt",
                "type=tmpfs",
                "--opt",
                "device=tmpfs",
                "--opt",
                "o=size=128k",
                "--label",
                Ownership.OWNER + "=" + fleet.ownership.owner(),
                volume);
        fleet.book.change(stopped.withRunning(true));
        desk.put("tight", "tiny", pull("team/tiny:1", digest, 512));

        await().atMost(SOON).until(() -> fault("tight", "tiny").equals("disk-full"));
        assertThat(desk.find("tight", "tiny").orElseThrow().reason()).containsIgnoringCase("no space left");

        String place = docker("volume", "inspect", "--format", "{{.Mountpoint}}", volume)
                .strip();
        if (new ProcessBuilder("mount", "-o", "remount,size=8m", place)
                        .inheritIO()
                        .start()
                        .waitFor()
                != 0) {
            RealEngine.missing("the right to mount");
        }
        await().atMost(SOON).until(() -> state("tight", "tiny").equals("ready"));
    }

    private FleetMiner miner(String name, int replicas, String... models) {
        return new FleetMiner(
                name,
                FleetBed.HOST,
                image,
                List.of(models),
                2,
                new Limits(192 << 20, 1000, 100),
                0,
                replicas,
                true,
                Optional.empty(),
                1);
    }

    private FleetModelDraft pull(String path, @Nullable String wanted, @Nullable Integer context) {
        return new FleetModelDraft(
                registry.host() + "/" + path, null, null, wanted, context, null, null, null, null, null);
    }

    private String state(String miner, String model) {
        return desk.find(miner, model).map(FleetModelView::state).orElse("");
    }

    private String fault(String miner, String model) {
        return desk.find(miner, model).map(FleetModelView::fault).orElse("");
    }

    private FleetModelProgress progress(String miner, String work) {
        return fleet.works.board().sheet().progress().stream()
                .filter(progress ->
                        progress.miner().equals(miner) && progress.work().equals(work))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> attached() throws EngineException {
        return fleet.engine.networks().attached(fleet.ownership.egress());
    }

    /** The kernel takes connections for a stopped registry too. */
    private boolean reaches(String container) throws EngineException {
        return fleet.engine
                .containers()
                .exec(container, EngineImage.reach(registry.address(), registry.port()))
                .output()
                .equals("connected\n");
    }

    private static String ask(ObservedContainer container, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + container.address().orElseThrow() + ":" + Blueprint.PORT + path))
                .timeout(SOON);
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker", "--host", "unix://" + RealEngine.socket()));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(docker.waitFor()).as(said).isZero();
        return said;
    }
}
