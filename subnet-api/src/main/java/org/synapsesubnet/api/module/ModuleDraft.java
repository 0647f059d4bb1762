package org.synapsesubnet.api.module;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A module to register ({@code POST /modules}).
 *
 * @param name 3 to 63 characters of a-z, 0-9 and '-', beginning and ending with a letter or digit; unique
 * @param description at most {@value #MAX_DESCRIPTION} characters; empty where nothing is said
 * @param configuration a JSON object of at most {@value #MAX_CONFIGURATION_BYTES} bytes; a native module names its
 *     executable in {@code command}
 */
public record ModuleDraft(
        String name, ModuleType type, String description, Map<String, @Nullable Object> configuration) {
    public static final int MAX_DESCRIPTION = 2_000;
    public static final int MAX_CONFIGURATION_BYTES = 65_536;

    @SuppressWarnings("ConstantValue") // a JSON body may lack any field
    public ModuleDraft {
        name = ModuleText.name(name);
        if (type == null) {
            throw new InvalidValue("type", "must be one of docker, native, python, remote");
        }
        description = ModuleText.prose("description", description, MAX_DESCRIPTION);
        configuration = ModuleText.object(configuration);
    }

    /** Whether a module can have that name. */
    public static boolean isName(String text) {
        return ModuleText.isName(text);
    }
}
