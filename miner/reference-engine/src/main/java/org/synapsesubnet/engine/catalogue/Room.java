package org.synapsesubnet.engine.catalogue;

import java.util.LinkedHashSet;
import java.util.Set;

/** How many models may be loaded at once: the one that went unused for longest leaves for another. Thread-safe. */
public final class Room {

    private final int most;
    private final Set<ModelHost> byUse = new LinkedHashSet<>();

    /** @param most models, 0 for any number */
    public Room(int most) {
        this.most = most;
    }

    /** A model has been loaded, or used again. */
    synchronized void used(ModelHost host) {
        byUse.remove(host);
        byUse.removeIf(other -> other.expires().isEmpty());
        if (most > 0) {
            byUse.stream().limit(Math.max(0, byUse.size() + 1L - most)).toList().forEach(other -> {
                // One that is in use stays, and there is one too many for a while.
                if (other.evict()) {
                    byUse.remove(other);
                }
            });
        }
        byUse.add(host);
    }
}
