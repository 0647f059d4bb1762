package org.synapsesubnet.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.synapsesubnet.engine.catalogue.ModelName;

/**
 * A folder of models as Ollama keeps it ({@code OLLAMA_MODELS}): {@code manifests/host/namespace/model/tag} and
 * {@code blobs/sha256-…}. Every question is answered from the disk, since other engines may share the folder.
 */
public final class ModelStore {

    private static final int NAME_DEPTH = 4;

    private final Path manifests;
    private final Blobs blobs;

    public ModelStore(Path folder) throws IOException {
        manifests = Files.createDirectories(folder.resolve("manifests"));
        blobs = new Blobs(folder.resolve("blobs"));
    }

    public Blobs blobs() {
        return blobs;
    }

    /** The models there are; names that no model can have are left out. */
    public List<ModelName> names() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(manifests, NAME_DEPTH)) {
            files = walk.filter(file -> manifests.relativize(file).getNameCount() == NAME_DEPTH)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        var names = new ArrayList<ModelName>();
        for (Path file : files) {
            name(manifests.relativize(file)).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<ModelName> name(Path path) {
        try {
            return Optional.of(new ModelName(
                    path.getName(0).toString(),
                    path.getName(1).toString(),
                    path.getName(2).toString(),
                    path.getName(3).toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Optional<Manifest> find(ModelName name) throws IOException {
        try {
            return Optional.of(Manifest.read(Files.readAllBytes(file(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** When the model was last written. */
    public Instant modified(ModelName name) throws IOException {
        return Files.getLastModifiedTime(file(name)).toInstant();
    }

    /** Gives the model of this manifest a name; one that had the name loses it, and its parts that nobody else needs. */
    synchronized void put(ModelName name, byte[] manifest) throws IOException {
        Optional<Manifest> before = find(name);
        Path target = file(name);
        Files.createDirectories(target.getParent());
        // Beside the manifests of a folder's depth, so that nobody takes it for one.
        Path temporary = Files.createTempFile(manifests, "manifest", "");
        try {
            Files.write(temporary, manifest);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        if (before.isPresent()) {
            removeUnused(before.get());
        }
    }

    /** @return false when there is no model of the first name */
    public synchronized boolean copy(ModelName source, ModelName target) throws IOException {
        if (find(source).isEmpty()) {
            return false;
        }
        if (!source.equals(target)) {
            put(target, Files.readAllBytes(file(source)));
        }
        return true;
    }

    /** @return false when there is none */
    public synchronized boolean delete(ModelName name) throws IOException {
        Optional<Manifest> manifest = find(name);
        if (manifest.isEmpty()) {
            return false;
        }
        Files.delete(file(name));
        removeUnused(manifest.get());
        return true;
    }

    private void removeUnused(Manifest gone) throws IOException {
        Set<String> used = new HashSet<>();
        for (ModelName name : names()) {
            find(name).ifPresent(other -> other.parts().map(Layer::digest).forEach(used::add));
        }
        for (Layer part : gone.parts().toList()) {
            if (!used.contains(part.digest())) {
                blobs.remove(part.digest());
            }
        }
    }

    private Path file(ModelName name) {
        return manifests.resolve(name.path());
    }
}
