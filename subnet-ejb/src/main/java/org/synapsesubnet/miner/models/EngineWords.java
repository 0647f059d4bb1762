package org.synapsesubnet.miner.models;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an engine means by the words of its errors; it has no other way to say what went wrong. */
final class EngineWords {

    private static final List<Map.Entry<String, ModelFault>> MEANINGS = List.of(
            Map.entry("no space left", ModelFault.DISK_FULL),
            Map.entry("not enough space", ModelFault.DISK_FULL),
            Map.entry("disk quota exceeded", ModelFault.DISK_FULL),
            Map.entry("file does not exist", ModelFault.NOT_IN_REGISTRY),
            Map.entry("manifest unknown", ModelFault.NOT_IN_REGISTRY),
            Map.entry("digest mismatch", ModelFault.REGISTRY_FAILED),
            Map.entry("pull model manifest", ModelFault.REGISTRY_FAILED),
            Map.entry("pull of layer", ModelFault.REGISTRY_FAILED),
            Map.entry("max retries exceeded", ModelFault.REGISTRY_FAILED),
            Map.entry("unauthorized", ModelFault.REGISTRY_FAILED),
            Map.entry("dial tcp", ModelFault.REGISTRY_FAILED),
            Map.entry("connect", ModelFault.REGISTRY_FAILED),
            Map.entry("network is unreachable", ModelFault.REGISTRY_FAILED),
            Map.entry("not found", ModelFault.REFUSED));

    private EngineWords() {}

    static ModelFault fault(String said) {
        String words = said.toLowerCase(Locale.ROOT);
        return MEANINGS.stream()
                .filter(meaning -> words.contains(meaning.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ModelFault.ENGINE_FAILED);
    }
}
