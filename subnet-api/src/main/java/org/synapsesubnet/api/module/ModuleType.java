package org.synapsesubnet.api.module;

import java.util.Locale;

/** How a module runs; in JSON its name in lower case. */
public enum ModuleType {
    /** A container image. */
    DOCKER,
    /** A process of the host, from the operator's allow-list only. */
    NATIVE,
    /** A Python program in an environment of its own. */
    PYTHON,
    /** An endpoint that somebody else runs. */
    REMOTE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
