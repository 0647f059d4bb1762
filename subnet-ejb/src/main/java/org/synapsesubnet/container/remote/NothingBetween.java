package org.synapsesubnet.container.remote;

import java.util.Map;
import java.util.Set;
import org.synapsesubnet.container.Networks;

/** The way to a remote Ollama is there already, and nothing stands beside it. */
record NothingBetween() implements Networks {

    @Override
    public void ensureInternal(String name, Map<String, String> labels) {
        // Nobody would be in it.
    }

    @Override
    public void ensureShared(String name, Map<String, String> labels) {
        // Nobody would be in it.
    }

    @Override
    public void ensurePublished(String name, Map<String, String> labels) {
        // Nobody would be in it.
    }

    @Override
    public void ensureOpen(String name, Map<String, String> labels) {
        // Nobody would be in it.
    }

    @Override
    public void connect(String name, String container) {
        // Whatever it is attached to, its owner has attached it.
    }

    @Override
    public void disconnect(String name, String container) {
        // As above.
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
        // It was never made.
    }
}
