package org.synapsesubnet.registrar.verification;

import java.util.Locale;

/** What an image must not be like. */
enum ImageRule {
    RUNS_AS_ROOT,
    NO_HEALTH_CHECK,
    PRIVILEGED_FILE,
    SECRET_IN_LAYER,
    SECRET_IN_ENVIRONMENT,
    BASE_NOT_PINNED;

    /** Its name on a report. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
