package org.synapsesubnet.api.access;

import java.util.List;

/** Some of the keys, newest first. */
public record ApiKeyPage(List<ApiKeyView> keys, int offset, int limit, long total) {
    public ApiKeyPage {
        keys = List.copyOf(keys);
    }
}
