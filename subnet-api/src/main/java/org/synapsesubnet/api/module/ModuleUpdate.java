package org.synapsesubnet.api.module;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What replaces a module's description and configuration ({@code PUT /modules/{name}}).
 *
 * @param name may be left out; must be the module's name where it is there
 * @param type may be left out; a module can't change its type
 * @param description as in {@link ModuleDraft}
 * @param configuration as in {@link ModuleDraft}
 */
public record ModuleUpdate(
        @Nullable String name,
        @Nullable ModuleType type,
        String description,
        Map<String, @Nullable Object> configuration) {

    public ModuleUpdate {
        description = ModuleText.prose("description", description, ModuleDraft.MAX_DESCRIPTION);
        configuration = ModuleText.object(configuration);
    }
}
