package org.synapsesubnet.api.module;

import org.synapsesubnet.api.problem.InvalidValue;

/**
 * Brings an earlier configuration back ({@code POST /modules/{name}/configuration/rollback}).
 *
 * @param revision its number, 1 or more
 */
public record ConfigurationRollback(long revision) {
    public ConfigurationRollback {
        if (revision < 1) {
            throw new InvalidValue("revision", "must be 1 or more, but was " + revision);
        }
    }
}
