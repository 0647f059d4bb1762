package org.synapsesubnet.miner.resources;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container used within a slot of time.
 *
 * @param series whose
 * @param start of the slot, a whole multiple of its length
 * @param samples how many figures went into it, 1 or more
 * @param figures those that were measured; the graphics processors' are missing where there are none
 */
public record Slot(Series series, Instant start, int samples, Map<Measure, Spread> figures) {

    public Slot {
        if (samples < 1) {
            throw new IllegalArgumentException("samples: " + samples + " must be at least 1");
        }
        figures = figures.isEmpty() ? Map.of() : new EnumMap<>(figures);
    }

    /** The spread of one measure, null where nothing told it. */
    public @Nullable Spread of(Measure measure) {
        return figures.get(measure);
    }
}
