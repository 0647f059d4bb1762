package org.synapsesubnet.api.module;

import java.util.List;

/**
 * In which places two revisions of a module's configuration differ.
 *
 * @param from the revision before
 * @param to the revision after
 */
public record ConfigurationDifference(long from, long to, List<ConfigurationChange> changes) {
    public ConfigurationDifference {
        changes = List.copyOf(changes);
    }
}
