package org.synapsesubnet.registrar.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.module.ConfigurationChange;

/** In which places two configurations differ: objects member by member, lists element by element. */
public final class Differences {
    private Differences() {}

    /** In the order of the members' names. */
    public static List<ConfigurationChange> between(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<ConfigurationChange> changes = new ArrayList<>();
        members("", before, after, changes);
        return changes;
    }

    private static void members(String path, Map<?, ?> before, Map<?, ?> after, List<ConfigurationChange> changes) {
        TreeSet<String> names = new TreeSet<>();
        before.keySet().forEach(name -> names.add(String.valueOf(name)));
        after.keySet().forEach(name -> names.add(String.valueOf(name)));
        for (String name : names) {
            String place = path + "/" + JsonPointers.escape(name);
            if (!before.containsKey(name)) {
                changes.add(ConfigurationChange.added(place, after.get(name)));
            } else if (!after.containsKey(name)) {
                changes.add(ConfigurationChange.removed(place, before.get(name)));
            } else {
                values(place, before.get(name), after.get(name), changes);
            }
        }
    }

    private static void values(
            String place, @Nullable Object before, @Nullable Object after, List<ConfigurationChange> changes) {
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            members(place, old, now, changes);
        } else if (before instanceof List<?> old && after instanceof List<?> now) {
            elements(place, old, now, changes);
        } else if (!Objects.equals(before, after)) {
            changes.add(ConfigurationChange.changed(place, before, after));
        }
    }

    private static void elements(String path, List<?> before, List<?> after, List<ConfigurationChange> changes) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String place = path + "/" + i;
            if (i >= before.size()) {
                changes.add(ConfigurationChange.added(place, after.get(i)));
            } else if (i >= after.size()) {
                changes.add(ConfigurationChange.removed(place, before.get(i)));
            } else {
                values(place, before.get(i), after.get(i), changes);
            }
        }
    }
}
