package org.synapsesubnet.container.docker;

import java.util.List;
import java.util.Map;

/** Labels as the engine's filters want them. */
final class LabelFilter {

    private LabelFilter() {}

    static List<String> of(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList();
    }
}
