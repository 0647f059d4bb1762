package org.synapsesubnet.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineImage;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.RealEngine;
import org.synapsesubnet.registrar.distribution.RealRegistry;

/** Miners whose images lie in a real registry, and not yet on their host. */
class FleetPullsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ReplicaKey PULLED = new ReplicaKey("pulled", 0);
    private static final ReplicaKey OTHER = new ReplicaKey("other", 0);

    @TempDir
    private Path folder;

    private final List<ImageReference> made = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private RealRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private FleetBed fleet;

    @BeforeEach
    void open() throws IOException, SQLException {
        registry = new RealRegistry(Files.createDirectories(folder.resolve("registry")));
        registry.start();
        fleet = new FleetBed(EngineSettings.local(RealEngine.socket()), url());
    }

    @AfterEach
    void close() throws EngineException {
        registry.close();
        if (fleet != null) {
            fleet.leave();
            for (ObservedContainer container : fleet.containers()) {
                fleet.engine.containers().remove(container.id());
            }
            for (ImageReference image : made) {
                fleet.engine.images().remove(image);
            }
            fleet.close();
        }
    }

    @Test
    void anImageThatTheHostLacksIsPulledAndHoldsNobodyUp() throws Exception {
        ImageReference image = onlyInTheRegistry();
        registry.signal("STOP");
        fleet.add(FleetBed.miner("pulled", 1, image));
        fleet.add(fleet.miner("other", 1));
        fleet.look();

        await().atMost(PATIENCE).until(() -> fleet.isReady(OTHER));
        assertThat(fleet.record(PULLED).state()).isEqualTo(ReplicaState.STARTING);
        assertThat(fleet.record(PULLED).reason()).isEqualTo("its image is being pulled: " + image);
        assertThat(fleet.container(PULLED)).isEmpty();

        registry.signal("CONT");
        await().atMost(PATIENCE).until(() -> fleet.isReady(PULLED));
        assertThat(fleet.record(PULLED).failures()).isZero();
        assertThat(fleet.record(PULLED).reason()).isEmpty();
        assertThat(fleet.engine.images().holds(image)).isTrue();
    }

    @Test
    void theOldOneServesUntilTheNewImageIsThere() throws Exception {
        ImageReference image = onlyInTheRegistry();
        registry.kill();
        fleet.add(fleet.miner("pulled", 1));
        fleet.look();
        await().atMost(PATIENCE).until(() -> fleet.isReady(PULLED));
        ObservedContainer before = fleet.container(PULLED).orElseThrow();

        fleet.book.change(fleet.rows.miner("pulled").orElseThrow().withImage(image));
        fleet.lookNow();
        await().atMost(PATIENCE).until(() -> fleet.record(PULLED).reason().contains("connection refused"));
        assertThat(fleet.record(PULLED).state()).isEqualTo(ReplicaState.STARTING);
        assertThat(fleet.record(PULLED).failures()).as("of the replica").isZero();
        assertThat(fleet.container(PULLED).map(ObservedContainer::id)).contains(before.id());

        registry.start();
        await().atMost(PATIENCE).until(() -> fleet.isReady(PULLED));
        assertThat(fleet.container(PULLED).orElseThrow().imageId()).isNotEqualTo(before.imageId());
    }

    @Test
    void anImageThatTheRegistryLacksIsNamed() throws Exception {
        ImageReference image = onlyInTheRegistry();
        String repository = image.text().substring(0, image.text().indexOf('@'));
        ImageReference nothing = new ImageReference(repository + "@sha256:" + "00".repeat(32));
        fleet.add(FleetBed.miner("pulled", 1, nothing));
        fleet.look();

        await().atMost(PATIENCE)
                .until(() ->
                        fleet.record(PULLED).reason().startsWith("its image can't be pulled, and it is tried again"));
        assertThat(fleet.record(PULLED).reason()).contains(nothing.text(), "not found");

        fleet.book.change(fleet.rows.miner("pulled").orElseThrow().withImage(image));
        fleet.lookNow();
        await().atMost(PATIENCE).until(() -> fleet.isReady(PULLED));
    }

    @Test
    void whoeverComesAfterADeathInTheMiddleOfAPullGoesOn() throws Exception {
        ImageReference image = onlyInTheRegistry();
        registry.signal("STOP");
        fleet.add(FleetBed.miner("pulled", 1, image));
        EngineSettings engine = EngineSettings.local(RealEngine.socket());
        Process child = FleetChild.start(engine, url(), "second");
        try {
            await().atMost(PATIENCE).until(() -> fleet.record(PULLED).reason().contains("is being pulled"));
        } finally {
            child.destroyForcibly().waitFor();
        }

        registry.signal("CONT");
        fleet.look();
        await().atMost(PATIENCE).until(() -> fleet.isReady(PULLED));
        assertThat(fleet.containers()).hasSize(1);
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("fleet") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE";
    }

    /** The reference engine's image with a mark of its own. */
    private ImageReference onlyInTheRegistry() throws Exception {
        String dockerfile =
                "FROM " + EngineImage.on(fleet.engine) + "\nLABEL org.synapsesubnet.test=" + UUID.randomUUID();
        ImageReference built = fleet.engine.images().build(context(dockerfile), Map.of());
        try {
            ImageReference pushed = registry.push(fleet.engine, built, "tiny");
            made.add(pushed);
            return pushed;
        } finally {
            fleet.engine.images().remove(built);
        }
    }

    private static InputStream context(String dockerfile) throws IOException {
        byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("Dockerfile");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
