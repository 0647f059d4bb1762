package org.synapsesubnet.api.module;

import java.util.Locale;
import java.util.Set;

/**
 * Where a module is in its life; in JSON its name in lower case.
 *
 * <pre>
 * registered → enabled | disabled
 * enabled    → disabled | failed
 * disabled   → enabled
 * failed     → enabled | disabled
 * </pre>
 */
public enum ModuleStatus {
    /** Known, never used. */
    REGISTERED,
    /** May be run. */
    ENABLED,
    /** Must not be run. */
    DISABLED,
    /** Was enabled and didn't work. */
    FAILED;

    /** What may come next, other than staying. */
    public Set<ModuleStatus> next() {
        return switch (this) {
            case REGISTERED, FAILED -> Set.of(ENABLED, DISABLED);
            case ENABLED -> Set.of(DISABLED, FAILED);
            case DISABLED -> Set.of(ENABLED);
        };
    }

    /** Whether a module may go from here to there; staying is always allowed, so that a repeated PUT is harmless. */
    public boolean mayBecome(ModuleStatus target) {
        return this == target || next().contains(target);
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
