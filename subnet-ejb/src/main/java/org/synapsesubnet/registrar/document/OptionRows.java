package org.synapsesubnet.registrar.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON Schema's properties as rows of a table, those of inner objects with a dot in their name. */
final class OptionRows {
    static final List<String> HEAD = List.of("Option", "Type", "Needed", "Default", "Meaning");

    private static final int DEEPEST = 4;
    private static final Set<String> TOLD_ELSEWHERE =
            Set.of("type", "default", "description", "title", "properties", "required", "$ref", "$defs");

    private final List<List<String>> rows = new ArrayList<>();

    private OptionRows() {}

    static List<List<String>> of(Map<String, @Nullable Object> schema) {
        OptionRows options = new OptionRows();
        options.add("", schema, 1);
        return options.rows;
    }

    private void add(String prefix, Map<?, ?> schema, int depth) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties) || depth > DEEPEST) {
            return;
        }
        Collection<?> required = schema.get("required") instanceof Collection<?> names ? names : List.of();
        new TreeMap<Object, Object>(properties).forEach((name, value) -> {
            if (value instanceof Map<?, ?> option) {
                rows.add(row(prefix + name, option, required.contains(name)));
                add(prefix + name + ".", option, depth + 1);
            }
        });
    }

    private static List<String> row(String name, Map<?, ?> option, boolean required) {
        String words = text(option.containsKey("description") ? option.get("description") : option.get("title"));
        String limits = new TreeMap<Object, Object>(option)
                .entrySet().stream()
                        .filter(entry -> !TOLD_ELSEWHERE.contains(String.valueOf(entry.getKey())))
                        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
                        .collect(Collectors.joining(", "));
        return List.of(
                name,
                text(option.get("type")),
                required ? "yes" : "",
                text(option.get("default")),
                words.isEmpty() || limits.isEmpty() ? words + limits : words + " (" + limits + ")");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
