package org.synapsesubnet.registrar.verification.version;

import java.util.Comparator;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The rules by which an ecosystem orders versions of one package. Any text is compared, however odd. */
public enum VersionOrder {
    /** Debian Policy 5.6.12, as dpkg does it. */
    DEBIAN(Comparator.comparing(DebianVersion::parse)),
    /** Alpine's apk-tools. */
    ALPINE(Comparator.comparing(ApkVersion::parse)),
    /** Semantic Versioning 2.0.0. */
    SEMVER(Comparator.comparing(LooseSemver::parse)),
    /** PEP 440; what isn't such a version comes before all that are. */
    PYTHON(Comparator.comparing(PythonVersion::parse)),
    /** Maven's version order specification. */
    MAVEN(Comparator.comparing(ComparableVersion::new));

    private final Comparator<String> comparator;

    VersionOrder(Comparator<String> comparator) {
        this.comparator = comparator;
    }

    /** @return less than, equal to or greater than 0, as the first version is lower, the same or higher */
    public int compare(String first, String second) {
        return comparator.compare(first, second);
    }

    /** @param ecosystem in OSV's words, such as {@code Debian:12} or {@code PyPI}; empty for one without rules here */
    public static Optional<VersionOrder> of(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return Optional.ofNullable(
                switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
                    case "Debian", "Ubuntu" -> DEBIAN;
                    case "Alpine" -> ALPINE;
                    case "PyPI" -> PYTHON;
                    case "Maven" -> MAVEN;
                    case "npm" -> SEMVER;
                    default -> null;
                });
    }
}
