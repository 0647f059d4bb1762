package org.synapsesubnet.miner.models;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/** Where a model comes from. */
public sealed interface ModelSource {

    /** From a registry, by a reference that may mean something else tomorrow; the wanted digest says what it means. */
    record Pull(ModelName reference) implements ModelSource {}

    /**
     * From a GGUF file that was uploaded to this application.
     *
     * @param digest {@code sha256:} and 64 hexadecimal digits
     */
    record Blob(String digest) implements ModelSource {

        private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

        public Blob {
            if (!FORM.matcher(digest).matches()) {
                throw new InvalidValue("blob", "'" + digest + "' must be sha256:<64 hex digits>");
            }
        }
    }

    /** From another model of the same miner. */
    record From(ModelName parent) implements ModelSource {}

    /** From nowhere: it came with the image or lies on the volume, and shall stay. */
    record Held() implements ModelSource {}
}
