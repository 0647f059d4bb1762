package org.synapsesubnet.registrar.verification.version;

import java.util.Objects;
import org.semver4j.Semver;

/** Semantic versions as packages really write them: {@code v1.2}, {@code 1.2}; what has no number at all is 0.0.0. */
final class LooseSemver {
    private static final Semver ZERO = Objects.requireNonNull(Semver.parse("0.0.0"));

    private LooseSemver() {}

    /** Without build metadata, which has no order. */
    static Semver parse(String text) {
        String bare = text.strip();
        int build = bare.indexOf('+');
        bare = build < 0 ? bare : bare.substring(0, build);
        Semver strict = Semver.parse(bare);
        if (strict != null) {
            return strict;
        }
        return Objects.requireNonNullElse(Semver.coerce(bare), ZERO);
    }
}
