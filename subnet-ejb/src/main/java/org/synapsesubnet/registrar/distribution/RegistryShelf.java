package org.synapsesubnet.registrar.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.container.Images;

/** Puts images, and what belongs to them, into the registry. */
final class RegistryShelf {

    private final RegistryClient registry;
    private final Path folder;

    /** @param folder for images while they are taken apart */
    RegistryShelf(RegistryClient registry, Path folder) {
        this.registry = registry;
        this.folder = folder;
    }

    /**
     * Pushes an image of an engine.
     *
     * @return its digest in the registry, {@code sha256:…}
     */
    String push(Images images, ImageReference image, String module)
            throws RegistryFailedException, EngineException, IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(folder), "push");
        try {
            SavedImage saved = images.read(image, archive -> SavedImage.read(archive, work));
            String repository = registry.address().repository(module);
            for (Blob layer : saved.layers()) {
                registry.push(repository, layer);
            }
            registry.push(repository, saved.config());
            Blob manifest = Manifests.ofImage(saved);
            registry.pushManifest(repository, manifest.digest(), manifest);
            return manifest.digest();
        } finally {
            delete(work);
        }
    }

    /**
     * Attaches a signed release to its image, as an artifact that refers to it.
     *
     * @param digest of the image in the registry
     * @param release the bytes that were signed
     */
    void attach(String module, String digest, byte[] release, Map<String, String> annotations)
            throws RegistryFailedException, IOException, InterruptedException {
        String repository = registry.address().repository(module);
        byte[] image = registry.manifest(repository, digest, Manifests.IMAGE)
                .orElseThrow(() -> new RegistryFailedException(
                        "The registry has no image " + registry.address().name(module) + "@" + digest));
        Blob content = Blob.of(Manifests.RELEASE, release);
        registry.push(repository, content);
        registry.push(repository, Manifests.emptyConfig());
        Blob signature = Manifests.ofSignature(Blob.of(Manifests.IMAGE, image), content, annotations);
        registry.pushManifest(repository, signature.digest(), signature);
        String tag = digest.replace(':', '-');
        Optional<byte[]> before = registry.manifest(repository, tag, Manifests.INDEX);
        registry.pushManifest(repository, tag, Manifests.indexWith(before, signature));
    }

    private static void delete(Path work) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(work)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.deleteIfExists(file);
        }
    }
}
