package org.synapsesubnet.engine.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of an engine by name, in the order they were given. */
public final class Catalogue implements AutoCloseable {

    private final Map<ModelName, ModelHost> hosts = new LinkedHashMap<>();

    public Catalogue(Collection<ModelHost> hosts) {
        for (ModelHost host : hosts) {
            if (this.hosts.put(host.model().name(), host) != null) {
                throw new IllegalArgumentException(
                        "model: " + host.model().name() + " is given twice, but names are unique");
            }
        }
    }

    /** The model that a caller's text means; a text that is no model name means none. */
    public Optional<ModelHost> find(String name) {
        try {
            return Optional.ofNullable(hosts.get(ModelName.of(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public List<ModelHost> all() {
        return List.copyOf(hosts.values());
    }

    @Override
    public void close() {
        hosts.values().forEach(ModelHost::close);
    }
}
