package org.synapsesubnet.registrar.verification.packages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A JAR: it names itself in {@code pom.properties}, else in its manifest, else by its file name; others may lie in it. */
final class JavaArchive implements PackageSource {
    private static final int DEEPEST = 3;
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_BYTES_OF_TEXT = 1 << 20;
    private static final Pattern FILE_NAME = Pattern.compile("(?:.*/)?(?<name>[^/]+?)-(?<version>[0-9][^/]*)\\.[jw]ar");

    @Override
    public boolean reads(String path) {
        return path.endsWith(".jar") || path.endsWith(".war");
    }

    @Override
    public List<Component> read(String path, InputStream content) throws IOException {
        var found = new ArrayList<Component>();
        read(path, content, 1, found);
        return found;
    }

    private void read(String path, InputStream content, int depth, List<Component> found) throws IOException {
        ZipInputStream zip = new ZipInputStream(content); // closed by who opened the content
        Optional<Component> manifest = Optional.empty();
        int before = found.size();
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++entries > MOST_ENTRIES) {
                throw new IOException(path + " has more than " + MOST_ENTRIES + " entries");
            }
            String name = entry.getName();
            if (name.endsWith("/pom.properties") && name.startsWith("META-INF/maven/")) {
                pom(zip).ifPresent(found::add);
            } else if (name.equals("META-INF/MANIFEST.MF")) {
                manifest = manifest(path, zip);
            } else if (reads(name) && depth < DEEPEST) {
                read(name, zip, depth + 1, found);
            }
        }
        if (found.size() == before) {
            manifest.or(() -> fileName(path)).ifPresent(found::add);
        }
    }

    private static Optional<Component> pom(InputStream content) throws IOException {
        Properties pom = new Properties();
        try {
            pom.load(new ByteArrayInputStream(content.readNBytes(MOST_BYTES_OF_TEXT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return component(
                pom.getProperty("groupId", ""), pom.getProperty("artifactId", ""), pom.getProperty("version", ""));
    }

    private static Optional<Component> manifest(String path, InputStream content) throws IOException {
        Attributes main =
                new Manifest(new ByteArrayInputStream(content.readNBytes(MOST_BYTES_OF_TEXT))).getMainAttributes();
        String version = text(main, "Implementation-Version", text(main, "Bundle-Version", ""));
        Matcher file = FILE_NAME.matcher(path);
        String artifact = file.matches() ? file.group("name") : "";
        return component(text(main, "Implementation-Vendor-Id", artifact), artifact, version);
    }

    private static Optional<Component> fileName(String path) {
        Matcher file = FILE_NAME.matcher(path);
        return file.matches()
                ? component(file.group("name"), file.group("name"), file.group("version"))
                : Optional.empty();
    }

    private static Optional<Component> component(String group, String artifact, String version) {
        return group.isBlank() || artifact.isBlank() || version.isBlank()
                ? Optional.empty()
                : Optional.of(Component.of(PackageKind.JAVA, group + ":" + artifact, version.strip()));
    }

    private static String text(Attributes attributes, String name, String otherwise) {
        String value = attributes.getValue(name);
        return value == null ? otherwise : value.strip();
    }
}
