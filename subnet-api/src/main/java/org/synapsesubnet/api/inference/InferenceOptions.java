package org.synapsesubnet.api.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * How an answer is made; what is left out is up to the module.
 *
 * @param maxTokens most tokens of the answer, 1 to 2^30
 * @param temperature 0 to 2; 0 always takes the likeliest token
 * @param seed 0 to 2^53 − 1, which every JSON reader keeps
 * @param stop at most 16 texts that end the answer
 */
public record InferenceOptions(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Long seed,
        List<String> stop) {
    public static final InferenceOptions NONE = new InferenceOptions(null, null, null, List.of());

    public InferenceOptions {
        if (maxTokens != null) {
            Demand.within("maxTokens", maxTokens, 1, 1 << 30);
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new InvalidValue("temperature", "must be within 0 to 2, but was " + temperature);
        }
        if (seed != null) {
            Demand.within("seed", seed, 0, (1L << 53) - 1);
        }
        stop = Demand.list("stop", stop, 16);
    }
}
