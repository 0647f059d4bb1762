package org.synapsesubnet.registrar.verification.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.synapsesubnet.registrar.verification.packages.Component;
import org.synapsesubnet.registrar.verification.packages.PackageSource;

/** Reads a layer's tar archive. Its makers may be hostile: nothing is unpacked, and what is kept is bounded. */
final class LayerReader {
    static final int MOST_ENTRIES = 1_000_000;
    private static final int MOST_TROUBLES = 100;
    private static final int SET_USER_OR_GROUP = 06000;
    private static final int EXECUTABLE = 0111;
    private static final String REMOVAL = ".wh.";
    private static final String EMPTYING = ".wh..wh..opq";
    private static final Set<String> OS_RELEASE = Set.of("etc/os-release", "usr/lib/os-release");

    private final Set<String> paths = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> emptied = new HashSet<>();
    private final Map<String, ScannedFile> files = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> troubles = new ArrayList<>();

    /** @param archive read to its end, not closed */
    static Layer read(InputStream archive) throws IOException {
        LayerReader reader = new LayerReader();
        reader.readAll(new TarArchiveInputStream(archive, StandardCharsets.UTF_8.name()));
        return new Layer(reader.paths, reader.removed, reader.emptied, reader.files, reader.secrets, reader.troubles);
    }

    private void readAll(TarArchiveInputStream tar) throws IOException {
        int entries = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (++entries > MOST_ENTRIES) {
                throw new IOException("a layer has more than " + MOST_ENTRIES + " entries");
            }
            Optional<String> path = ImagePath.normal(entry.getName());
            if (path.isEmpty()) {
                trouble("a path leads out of the image: " + ImagePath.shown(entry.getName()));
            } else if (!removal(path.get())) {
                paths.add(path.get());
                if (entry.isFile() && !entry.isLink()) {
                    file(path.get(), entry, tar);
                }
            }
        }
    }

    private boolean removal(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String folder = path.substring(0, path.length() - name.length());
        if (name.equals(EMPTYING)) {
            emptied.add(folder);
        } else if (name.startsWith(REMOVAL)) {
            removed.add(folder + name.substring(REMOVAL.length()));
        }
        return name.startsWith(REMOVAL);
    }

    private void file(String path, TarArchiveEntry entry, InputStream content) throws IOException {
        boolean privileged = (entry.getMode() & SET_USER_OR_GROUP) != 0 && (entry.getMode() & EXECUTABLE) != 0;
        SecretScan.byName(path).ifPresent(what -> secrets.put(path, what));
        Optional<String> osRelease = Optional.empty();
        InputStream rest = content;
        if (SecretScan.isWorthReading(path, entry.getSize())) {
            byte[] bytes = content.readNBytes(SecretScan.MOST_BYTES);
            String text = new String(bytes, StandardCharsets.UTF_8);
            SecretScan.byText(text).ifPresent(what -> secrets.putIfAbsent(path, what));
            osRelease = OS_RELEASE.contains(path) ? Optional.of(text) : Optional.empty();
            rest = new ByteArrayInputStream(bytes);
        }
        ScannedFile scanned = new ScannedFile(privileged, packages(path, rest), osRelease);
        if (!scanned.tellsNothing()) {
            files.put(path, scanned);
        }
    }

    /** A package file that can't be read hides a package, so that is said. */
    private List<Component> packages(String path, InputStream content) {
        Optional<PackageSource> source = PackageSource.of(path);
        if (source.isEmpty()) {
            return List.of();
        }
        try {
            return source.get().read(path, content);
        } catch (IOException | IllegalArgumentException e) {
            trouble("packages of /" + ImagePath.shown(path) + " can't be read: " + e.getMessage());
            return List.of();
        }
    }

    private void trouble(String what) {
        if (troubles.size() < MOST_TROUBLES) {
            troubles.add(what);
        }
    }
}
