package org.synapsesubnet.registrar;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/** The executables that an operator lets native modules start. */
record NativeAllowList(Set<String> executables) {

    NativeAllowList {
        executables = Set.copyOf(executables);
        for (String executable : executables) {
            if (!isPlainAbsolutePath(executable)) {
                throw new IllegalArgumentException(RegistrarSettings.NATIVE_ALLOW_LIST + ": " + executable
                        + " is not an absolute path without . and ..");
            }
        }
    }

    /** From the setting's text: absolute paths, separated by commas. */
    static NativeAllowList parse(String text) {
        return new NativeAllowList(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toSet()));
    }

    /**
     * @throws InvalidValue when the configuration names no command
     * @throws org.synapsesubnet.api.problem.ProblemException when the list doesn't hold it
     */
    void requireAllowed(Map<String, @Nullable Object> configuration) {
        if (!(configuration.get("command") instanceof String command) || !isPlainAbsolutePath(command)) {
            throw new InvalidValue(
                    "configuration.command",
                    "a native module needs the absolute path of its executable, without . and ..");
        }
        if (!executables.contains(command)) {
            throw ModuleProblems.notAllowed(command);
        }
    }

    private static boolean isPlainAbsolutePath(String text) {
        return text.startsWith("/")
                && text.chars().noneMatch(Character::isISOControl)
                && Path.of(text).normalize().toString().equals(text);
    }
}
