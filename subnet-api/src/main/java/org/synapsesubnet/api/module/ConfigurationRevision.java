package org.synapsesubnet.api.module;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that a module has or had.
 *
 * @param number from 1, one more with each change
 * @param restored the earlier revision that it brought back; null where it was new
 * @param by account that wrote it
 */
public record ConfigurationRevision(
        long number,
        Map<String, @Nullable Object> configuration,
        @Nullable Long restored,
        String by,
        Instant at) {
    public ConfigurationRevision {
        configuration = ModuleText.object(configuration);
    }
}
