package org.synapsesubnet.registrar.verification.packages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A package in an image.
 *
 * @param name as its ecosystem writes it; {@code group:artifact} for Java
 * @param version as its ecosystem writes it
 * @param source the package that it was built from, under which distributions report vulnerabilities; often its own name
 * @param sourceVersion of that
 */
public record Component(PackageKind kind, String name, String version, String source, String sourceVersion) {
    public Component {
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("name, version: '" + name + "', '" + version + "' must not be blank");
        }
    }

    public static Component of(PackageKind kind, String name, String version) {
        return new Component(kind, name, version, name, version);
    }

    /** In OSV's words. */
    public String ecosystem(Distribution distribution) {
        return kind.ecosystem(distribution);
    }

    /** The package URL (purl-spec). */
    public String purl(Distribution distribution) {
        String path = kind.isOfTheSystem() ? distribution.id() + "/" + encoded(name) : named();
        String distro = kind.isOfTheSystem() ? "?distro=" + encoded(distribution.qualifier()) : "";
        return "pkg:" + kind.type() + "/" + path + "@" + encoded(version) + distro;
    }

    /** Namespace and name are told apart by a slash, whatever the ecosystem itself writes. */
    private String named() {
        return Arrays.stream(name.split(kind == PackageKind.JAVA ? ":" : "/", -1))
                .map(Component::encoded)
                .collect(Collectors.joining("/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%7E", "~");
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
