package org.synapsesubnet.api.signing;

import java.util.List;

/** All keys that are trusted or were, in the order of their names. */
public record TrustedKeyList(List<TrustedKeyView> keys) {
    public TrustedKeyList {
        keys = List.copyOf(keys);
    }
}
