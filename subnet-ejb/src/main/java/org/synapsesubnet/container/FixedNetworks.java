package org.synapsesubnet.container;

import java.util.Map;
import java.util.Set;

/** The networks of an engine that makes none: whatever it runs is reached in one way, which is always there. */
public final class FixedNetworks implements Networks {

    @Override
    public void ensureInternal(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensureShared(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensurePublished(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void ensureOpen(String name, Map<String, String> labels) {
        // It is always there.
    }

    @Override
    public void connect(String name, String container) {
        // Everybody is.
    }

    @Override
    public void disconnect(String name, String container) {
        // Nobody can be.
    }

    @Override
    public Set<String> attached(String name) {
        return Set.of();
    }

    @Override
    public Set<String> list(Map<String, String> labels) {
        return Set.of();
    }

    @Override
    public void remove(String name) {
        // Nothing was made.
    }
}
