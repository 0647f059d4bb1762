package org.synapsesubnet.api.module;

import java.util.List;

/**
 * Some of a module's releases, the highest version first.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are
 */
public record ReleasePage(List<ReleaseView> releases, int offset, int limit, long total) {
    public ReleasePage {
        releases = List.copyOf(releases);
    }
}
