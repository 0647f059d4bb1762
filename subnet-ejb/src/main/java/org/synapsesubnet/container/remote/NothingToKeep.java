package org.synapsesubnet.container.remote;

import java.util.Map;
import java.util.Set;
import org.synapsesubnet.container.Volumes;

/** A remote Ollama's models lie where its owner has put them; nothing of ours is there. */
record NothingToKeep() implements Volumes {

    @Override
    public void ensure(String name, Map<String, String> labels) {
        // Nobody would use it.
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
