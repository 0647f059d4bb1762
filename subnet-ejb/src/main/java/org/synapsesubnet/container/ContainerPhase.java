package org.synapsesubnet.container;

import java.util.Locale;

/** Where a container stands in its life, in the engine's words. */
public enum ContainerPhase {
    CREATED,
    RUNNING,
    PAUSED,
    RESTARTING,
    REMOVING,
    EXITED,
    DEAD;

    /** @throws IllegalArgumentException for a word that no engine has said yet */
    public static ContainerPhase of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
