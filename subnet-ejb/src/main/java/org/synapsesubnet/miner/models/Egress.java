package org.synapsesubnet.miner.models;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.Networks;

/**
 * The way out of a host, for containers that pull and for nobody else: a network of its own, which is there while
 * somebody pulls.
 */
public final class Egress {

    private final Networks networks;
    private final String network;
    private final Map<String, String> labels;
    private final Set<String> open = new HashSet<>();

    public Egress(Networks networks, String network, Map<String, String> labels) {
        this.networks = networks;
        this.network = network;
        this.labels = Map.copyOf(labels);
    }

    synchronized void open(String container) throws EngineException {
        networks.ensureOpen(network, labels);
        open.add(container);
        networks.connect(network, container);
    }

    /** Detaches also where the opening went wrong halfway. */
    synchronized void close(String container) throws EngineException {
        open.remove(container);
        networks.disconnect(network, container);
        removeUnlessUsed();
    }

    /**
     * Detaches whoever is attached and doesn't pull, for instance since the application that made it pull has died.
     *
     * @return how many there were
     */
    synchronized int mend() throws EngineException {
        Set<String> attached = new HashSet<>(networks.attached(network));
        attached.removeAll(open);
        for (String container : attached) {
            networks.disconnect(network, container);
        }
        if (!attached.isEmpty()) {
            removeUnlessUsed();
        }
        return attached.size();
    }

    private void removeUnlessUsed() throws EngineException {
        if (!open.isEmpty()) {
            return;
        }
        try {
            networks.remove(network);
        } catch (EngineException e) {
            // Somebody is being detached still; a network that nobody is attached to does no harm.
            if (e.fault() != Fault.IN_USE) {
                throw e;
            }
        }
    }
}
