package org.synapsesubnet.registrar;

import java.util.Comparator;
import org.semver4j.Semver;

/** The order of releases: the precedence of semantic versions. */
final class Versions {
    static final Comparator<String> HIGHEST_FIRST =
            Comparator.comparing(Versions::parse).reversed();

    private Versions() {}

    static Semver parse(String version) {
        Semver parsed = Semver.parse(version);
        if (parsed == null) {
            throw new IllegalStateException(
                    "a stored release has the version " + version + ", which is no semantic one");
        }
        return parsed;
    }
}
