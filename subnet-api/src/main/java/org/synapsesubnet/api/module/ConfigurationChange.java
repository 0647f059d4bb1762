package org.synapsesubnet.api.module;

import org.jspecify.annotations.Nullable;

/**
 * One place in which two configurations differ.
 *
 * @param path JSON pointer (RFC 6901)
 * @param before null where it was added, or was null
 * @param after null where it was removed, or is null
 */
public record ConfigurationChange(
        String path,
        Kind kind,
        @Nullable Object before,
        @Nullable Object after) {
    /** What happened in the place; in JSON its name in lower case. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public static ConfigurationChange added(String path, @Nullable Object after) {
        return new ConfigurationChange(path, Kind.ADDED, null, after);
    }

    public static ConfigurationChange removed(String path, @Nullable Object before) {
        return new ConfigurationChange(path, Kind.REMOVED, before, null);
    }

    public static ConfigurationChange changed(String path, @Nullable Object before, @Nullable Object after) {
        return new ConfigurationChange(path, Kind.CHANGED, before, after);
    }
}
