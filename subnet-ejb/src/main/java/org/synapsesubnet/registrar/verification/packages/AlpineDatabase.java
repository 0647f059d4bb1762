package org.synapsesubnet.registrar.verification.packages;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** apk's database: paragraphs whose keys are single letters. */
final class AlpineDatabase implements PackageSource {
    @Override
    public boolean reads(String path) {
        return path.equals("lib/apk/db/installed") || path.equals("usr/lib/apk/db/installed");
    }

    @Override
    public List<Component> read(String path, InputStream content) throws IOException {
        return Paragraphs.read(content).stream()
                .filter(entry -> isText(entry, "P") && isText(entry, "V"))
                .map(AlpineDatabase::component)
                .toList();
    }

    private static Component component(Map<String, String> entry) {
        String name = entry.getOrDefault("P", "");
        String version = entry.getOrDefault("V", "");
        return new Component(PackageKind.APK, name, version, entry.getOrDefault("o", name), version);
    }

    private static boolean isText(Map<String, String> entry, String key) {
        return !entry.getOrDefault(key, "").isEmpty();
    }
}
