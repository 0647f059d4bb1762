package org.synapsesubnet.api.fleet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as an operator wants a miner to have it ({@code PUT /fleet/miners/{name}/models/{model}}). At most one of
 * {@code pull}, {@code blob} and {@code from} says where it comes from; without one it came with the image or lies on the
 * volume, and shall stay.
 *
 * @param pull reference in a registry: {@code [[host/]namespace/]model[:tag]}
 * @param blob an uploaded GGUF file, {@code sha256:…}
 * @param from another model of the miner
 * @param digest of what is pulled, 64 hexadecimal digits; without it, that of the first pull
 * @param contextTokens {@code num_ctx} of every request, 1–10,000,000; without it, the engine's own
 * @param parameters others by Ollama's names, as a Modelfile's PARAMETER
 * @param system the system text of conversations that begin without one, as a Modelfile's SYSTEM
 * @param template how turns are written, as a Modelfile's TEMPLATE
 * @param pinned whether it can't be taken away before the pin is; false where nothing is said
 * @param loaded whether it shall be in the memory of every replica; without it, whether the miner serves it
 */
public record FleetModelDraft(
        @Nullable String pull,
        @Nullable String blob,
        @Nullable String from,
        @Nullable String digest,
        @Nullable Integer contextTokens,
        @Nullable Map<String, Object> parameters,
        @Nullable String system,
        @Nullable String template,
        @Nullable Boolean pinned,
        @Nullable Boolean loaded) {}
