package org.synapsesubnet.api.build;

import java.util.List;

/**
 * Some of a module's builds, the latest first.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are
 */
public record BuildPage(List<BuildView> builds, int offset, int limit, long total) {
    public BuildPage {
        builds = List.copyOf(builds);
    }
}
