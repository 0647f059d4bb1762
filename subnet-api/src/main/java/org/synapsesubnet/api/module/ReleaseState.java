package org.synapsesubnet.api.module;

import java.util.Locale;
import java.util.Set;

/**
 * Where a release is in its life; in JSON its name in lower case. There is no way back.
 *
 * <pre>
 * draft      → published | yanked
 * published  → deprecated | yanked
 * deprecated → yanked
 * </pre>
 */
public enum ReleaseState {
    /** Announced; no channel may point at it. */
    DRAFT,
    /** May be run. */
    PUBLISHED,
    /** May go on running; channels take it only to roll back. */
    DEPRECATED,
    /** Must not be run. */
    YANKED;

    /** What may come next, other than staying. */
    public Set<ReleaseState> next() {
        return switch (this) {
            case DRAFT -> Set.of(PUBLISHED, YANKED);
            case PUBLISHED -> Set.of(DEPRECATED, YANKED);
            case DEPRECATED -> Set.of(YANKED);
            case YANKED -> Set.of();
        };
    }

    /** Whether a release may go from here to there; staying is always allowed, so that a repeated PUT is harmless. */
    public boolean mayBecome(ReleaseState target) {
        return this == target || next().contains(target);
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
