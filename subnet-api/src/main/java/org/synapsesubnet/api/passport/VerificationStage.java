package org.synapsesubnet.api.passport;

import java.util.Locale;

/** What verification looks at, in its order; in JSON its name in lower case. */
public enum VerificationStage {
    /** How the image is made: its user, secrets in its layers, files with set user or group, its base, its health check. */
    IMAGE,
    /** Which packages the image holds. */
    PACKAGES,
    /** Which known vulnerabilities these have. */
    VULNERABILITIES,
    /** What other scanners say that are installed beside the registrar. */
    SCANNERS,
    /** Whether it keeps the rules of the module interface. */
    INTERFACE,
    /** How fast it answers, and how many at once. */
    BENCHMARK,
    /** What it used meanwhile, against what the release declares. */
    RESOURCES;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VerificationStage of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
