package org.synapsesubnet.api.inference;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * A model that a module serves.
 *
 * @param name 1 to 200 characters, unique in the module
 * @param digest of the model's bytes: {@code sha256:} and 64 hexadecimal digits in lower case
 * @param contextLength most tokens that prompt and answer may have together, 1 to 2^30
 * @param parallelSlots answers made at once, 1 to 65536
 */
public record ModelCapability(
        String name, String digest, long contextLength, int parallelSlots, List<Feature> features) {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public ModelCapability {
        name = Demand.text("name", name, 200);
        if (!isDigest(digest)) {
            throw new InvalidValue("digest", "must be sha256: and 64 hexadecimal digits in lower case");
        }
        Demand.within("contextLength", contextLength, 1, 1 << 30);
        Demand.within("parallelSlots", parallelSlots, 1, 65_536);
        features = Demand.list("features", features, 64);
    }

    public static boolean isDigest(@Nullable String text) {
        return text != null && DIGEST.matcher(text).matches();
    }
}
