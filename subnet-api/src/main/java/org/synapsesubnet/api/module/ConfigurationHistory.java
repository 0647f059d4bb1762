package org.synapsesubnet.api.module;

import java.util.List;

/**
 * The configurations that a module had, the latest first.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are
 */
public record ConfigurationHistory(List<ConfigurationRevision> revisions, int offset, int limit, long total) {
    public ConfigurationHistory {
        revisions = List.copyOf(revisions);
    }
}
