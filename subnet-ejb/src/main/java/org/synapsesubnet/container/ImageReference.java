package org.synapsesubnet.container;

import java.util.regex.Pattern;
import org.synapsesubnet.api.problem.InvalidValue;

/**
 * An image named by what is in it, never by a tag, which may mean something else tomorrow.
 *
 * @param text {@code sha256:…} (an image's id on one engine) or {@code repository@sha256:…} (its digest in a registry)
 */
public record ImageReference(String text) {

    private static final Pattern FORM = Pattern.compile("(?:[a-z0-9][a-z0-9._:/-]{0,190}@)?sha256:[0-9a-f]{64}");

    public ImageReference {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValue(
                    "image", "'" + text + "' must be sha256:<64 hex digits> or repository@sha256:<64 hex digits>");
        }
    }

    /** Whether it can be pulled: an id leads to no registry. */
    public boolean isInRegistry() {
        return text.indexOf('@') > 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
