package org.synapsesubnet.registrar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.RealEngine;

/** An image of a real engine goes to a real registry and back. */
class RegistryShelfTest {

    private static final String MODULE = "llama-front";
    private static final int LAYER_BYTES = 6 << 20;

    @TempDir
    private static Path folder;

    private static ContainerEngine engine;
    private static RealRegistry registry;
    private static ImageReference image;

    @BeforeAll
    static void open() throws Exception {
        engine = RealEngine.connect();
        registry = new RealRegistry(folder);
        registry.start();
        byte[] noise = new byte[LAYER_BYTES];
        new Random(7).nextBytes(noise);
        image = engine.images().build(context(noise), Map.of("org.synapsesubnet.test", "registry"));
    }

    @AfterAll
    static void close() throws EngineException {
        engine.images().remove(image);
        engine.close();
        registry.close();
    }

    @Test
    void isTheSameImageWhenItComesBack() throws Exception {
        RegistryShelf shelf = shelf(registry.address());

        String digest = shelf.push(engine.images(), image, MODULE);
        String again = shelf.push(engine.images(), image, MODULE);

        assertThat(again).isEqualTo(digest);
        engine.images().remove(image);
        assertThat(engine.images().holds(image)).isFalse();
        ImageReference there = new ImageReference("127.0.0.1:" + registry.port() + "/modules/" + MODULE + "@" + digest);
        engine.images().pull(there);
        assertThat(engine.images().holds(there)).isTrue();
        assertThat(engine.images().holds(image)).as("its id is what it was").isTrue();
        assertThat(folder.resolve("pushes")).isEmptyDirectory();
    }

    @Test
    void attachesSignaturesThatOthersFind() throws Exception {
        RegistryShelf shelf = shelf(registry.address());
        String digest = shelf.push(engine.images(), image, MODULE);

        shelf.attach(MODULE, digest, bytes("{\"a\":1}"), Map.of("key", "one"));
        shelf.attach(MODULE, digest, bytes("{\"a\":1}"), Map.of("key", "one"));
        shelf.attach(MODULE, digest, bytes("{\"a\":1}"), Map.of("key", "two"));

        RegistryClient client = client(registry.address());
        JsonNode index = new ObjectMapper()
                .readTree(client.manifest("modules/" + MODULE, digest.replace(':', '-'), Manifests.INDEX)
                        .orElseThrow());
        assertThat(index.path("manifests")).hasSize(2);
        JsonNode second = new ObjectMapper()
                .readTree(client.manifest(
                                "modules/" + MODULE,
                                index.path("manifests").path(1).path("digest").asText(),
                                Manifests.IMAGE)
                        .orElseThrow());
        assertThat(second.path("subject").path("digest").asText()).isEqualTo(digest);
        assertThat(second.path("annotations").path("key").asText()).isEqualTo("two");
    }

    @Test
    void aRegistryThatDiesInTheMiddleOfAPushHasNoHalfImage() throws Exception {
        try (CountingRelay relay = new CountingRelay(registry.port(), LAYER_BYTES / 2, registry::kill)) {
            assertThatThrownBy(() -> shelf(relay.address()).push(engine.images(), image, "broken"))
                    .isInstanceOf(RegistryFailedException.class)
                    .hasMessageStartingWith("The registry " + relay.address() + " broke off or can't be reached");
        }
        assertThatThrownBy(() -> shelf(registry.address()).push(engine.images(), image, "broken"))
                .isInstanceOf(RegistryFailedException.class)
                .hasMessageContaining("can't be reached");
        assertThat(folder.resolve("pushes")).isEmptyDirectory();
        registry.start();
        SavedImage saved = engine.images()
                .read(image, archive -> SavedImage.read(archive, Files.createTempDirectory(folder, "saved")));
        String digest = Manifests.ofImage(saved).digest();
        RegistryClient client = client(registry.address());
        assertThat(client.manifest("modules/broken", digest, Manifests.IMAGE)).isEmpty();

        assertThat(shelf(registry.address()).push(engine.images(), image, "broken"))
                .isEqualTo(digest);
        assertThat(client.manifest("modules/broken", digest, Manifests.IMAGE)).isPresent();
    }

    @Test
    void pullsNothingThatIsntThere() {
        ImageReference nothing = new ImageReference(
                "127.0.0.1:" + registry.port() + "/modules/" + MODULE + "@sha256:" + "00".repeat(32));

        assertThatThrownBy(() -> engine.images().pull(nothing))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.fault()).isEqualTo(EngineException.Fault.NOT_FOUND));
    }

    @Test
    void attachesNothingToAnImageThatIsntThere() {
        assertThatThrownBy(() ->
                        shelf(registry.address()).attach(MODULE, "sha256:" + "00".repeat(32), bytes("{}"), Map.of()))
                .isInstanceOf(RegistryFailedException.class)
                .hasMessageContaining("has no image");
    }

    private static RegistryShelf shelf(URI address) {
        return new RegistryShelf(client(address), folder.resolve("pushes"));
    }

    private static RegistryClient client(URI address) {
        return new RegistryClient(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                RegistryAddress.parse(address + "modules"),
                Optional.empty(),
                Duration.ofSeconds(30));
    }

    private static ByteArrayInputStream context(byte[] noise) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, "Dockerfile", bytes("FROM scratch\nCOPY noise /noise\nCOPY Dockerfile /x\nCMD [\"/noise\"]\n"));
            put(tar, "noise", noise);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
