package org.synapsesubnet.registrar.verification.packages;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What pip leaves beside each package. */
final class PythonMetadata implements PackageSource {
    @Override
    public boolean reads(String path) {
        return path.endsWith(".dist-info/METADATA") || path.endsWith(".egg-info/PKG-INFO");
    }

    @Override
    public List<Component> read(String path, InputStream content) throws IOException {
        Map<String, String> head = Paragraphs.head(content);
        String name = head.getOrDefault("Name", "");
        String version = head.getOrDefault("Version", "");
        return name.isEmpty() || version.isEmpty()
                ? List.of()
                : List.of(Component.of(PackageKind.PYTHON, normalized(name), version));
    }

    /** PEP 503. */
    private static String normalized(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }
}
