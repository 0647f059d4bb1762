package org.synapsesubnet.registrar;

import java.util.Set;

/**
 * What a writer believes a module to be: one of some entity tags, or anything.
 *
 * @param tags without quotes; empty stands for anything
 */
public record ExpectedTag(Set<String> tags) {
    /** The writer doesn't care what stands there. */
    public static final ExpectedTag ANY = new ExpectedTag(Set.of());

    public ExpectedTag {
        tags = Set.copyOf(tags);
    }

    boolean isConditional() {
        return !tags.isEmpty();
    }

    boolean holdsFor(String tag) {
        return tags.isEmpty() || tags.contains(tag);
    }
}
