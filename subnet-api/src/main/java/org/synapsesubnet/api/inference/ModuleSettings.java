package org.synapsesubnet.api.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module is initialized with.
 *
 * @param configuration as the JSON Schema of its release says, with secrets in place of their references; empty for defaults
 */
public record ModuleSettings(Map<String, @Nullable Object> configuration) {
    public ModuleSettings {
        configuration =
                Collections.unmodifiableMap(new LinkedHashMap<>(Demand.present("configuration", configuration)));
    }
}
