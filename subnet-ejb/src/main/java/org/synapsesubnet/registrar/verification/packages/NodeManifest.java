package org.synapsesubnet.registrar.verification.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The {@code package.json} of an installed package; those within a package's own folders are its business. */
final class NodeManifest implements PackageSource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 4 << 20;

    @Override
    public boolean reads(String path) {
        return path.matches("(?:.*/)?node_modules/(?:@[^/]+/)?[^/]+/package\\.json");
    }

    @Override
    public List<Component> read(String path, InputStream content) throws IOException {
        JsonNode manifest = JSON.readTree(content.readNBytes(MOST_BYTES));
        String name = manifest.path("name").asText();
        String version = manifest.path("version").asText();
        return name.isBlank() || version.isBlank() ? List.of() : List.of(Component.of(PackageKind.NODE, name, version));
    }
}
