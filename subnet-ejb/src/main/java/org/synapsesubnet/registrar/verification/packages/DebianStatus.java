package org.synapsesubnet.registrar.verification.packages;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** dpkg's database: one file, or one for each package where an image was made without dpkg. */
final class DebianStatus implements PackageSource {
    private static final Pattern SOURCE = Pattern.compile("(\\S+)(?:\\s+\\((\\S+)\\))?");

    @Override
    public boolean reads(String path) {
        return path.equals("var/lib/dpkg/status")
                || (path.startsWith("var/lib/dpkg/status.d/") && !path.endsWith(".md5sums"));
    }

    @Override
    public List<Component> read(String path, InputStream content) throws IOException {
        return Paragraphs.read(content).stream()
                .map(DebianStatus::component)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Component> component(Map<String, String> entry) {
        String name = entry.getOrDefault("Package", "");
        String version = entry.getOrDefault("Version", "");
        // Removed packages stay listed as long as their settings do.
        boolean installed = entry.getOrDefault("Status", "install ok installed").endsWith(" installed");
        if (name.isEmpty() || version.isEmpty() || !installed) {
            return Optional.empty();
        }
        Matcher source = SOURCE.matcher(entry.getOrDefault("Source", name));
        if (!source.matches()) {
            return Optional.of(Component.of(PackageKind.DEB, name, version));
        }
        String sourceVersion = source.group(2) == null ? version : source.group(2);
        return Optional.of(new Component(PackageKind.DEB, name, version, source.group(1), sourceVersion));
    }
}
