package org.synapsesubnet.api.passport;

import java.util.Locale;

/** Whether a stage could be carried out; in JSON its name in lower case. */
public enum StageOutcome {
    /** It was, and found nothing. */
    CLEAN,
    /** It was, and found something. */
    FOUND,
    /** It wasn't: the notes say what it needs. */
    SKIPPED,
    /** It broke off: the notes say why. */
    FAILED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
