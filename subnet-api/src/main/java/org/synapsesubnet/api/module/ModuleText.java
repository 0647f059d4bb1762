package org.synapsesubnet.api.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/** What the records of this package demand of their texts. */
final class ModuleText {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    private ModuleText() {}

    static String name(@Nullable String name) {
        if (name == null || !isName(name)) {
            throw new InvalidValue(
                    "name", "3 to 63 characters of a-z, 0-9 and '-', beginning and ending with a letter or digit");
        }
        return name;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Text without control characters except line breaks and tabs, and without halves of a surrogate pair. */
    static String prose(String field, @Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        if (text.length() > longest) {
            throw new InvalidValue(field, "at most " + longest + " characters, but had " + text.length());
        }
        boolean clean = text.codePoints()
                .allMatch(c -> c == '\n'
                        || c == '\r'
                        || c == '\t'
                        || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE));
        if (!clean) {
            throw new InvalidValue(field, "must not contain control characters or broken surrogate pairs");
        }
        return text;
    }

    static Map<String, @Nullable Object> object(@Nullable Map<String, @Nullable Object> object) {
        return object == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(object));
    }
}
