package org.synapsesubnet.api.module;

import java.util.List;

/**
 * Some of the modules in the order of their names.
 *
 * @param offset how many come before
 * @param limit how many were asked for
 * @param total how many there are; a search whose every word begins hundreds of others counts no further than this page
 *     and one more
 */
public record ModulePage(List<ModuleView> modules, int offset, int limit, long total) {
    public static final int MAX_LIMIT = 100;
    public static final int MAX_OFFSET = 1_000_000;

    public ModulePage {
        modules = List.copyOf(modules);
    }
}
