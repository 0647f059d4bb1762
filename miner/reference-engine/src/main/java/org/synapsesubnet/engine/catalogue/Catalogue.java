package org.synapsesubnet.engine.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of an engine by name: those it was started with, in their order, then those of its folder. */
public final class Catalogue implements AutoCloseable {

    private final Map<ModelName, ModelHost> hosts = new LinkedHashMap<>();
    private final Optional<StoredModels> stored;

    public Catalogue(Collection<ModelHost> hosts) {
        this(hosts, Optional.empty());
    }

    /** @param stored closed with this */
    public Catalogue(Collection<ModelHost> hosts, Optional<StoredModels> stored) {
        for (ModelHost host : hosts) {
            if (this.hosts.put(host.model().name(), host) != null) {
                throw new IllegalArgumentException(
                        "model: " + host.model().name() + " is given twice, but names are unique");
            }
        }
        this.stored = stored;
    }

    /** The model that a caller's text means; a text that is no model name means none. */
    public Optional<ModelHost> find(String text) {
        ModelName name;
        try {
            name = ModelName.of(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(hosts.get(name)).or(() -> stored.flatMap(models -> models.find(name)));
    }

    public List<ModelHost> all() {
        var all = new ArrayList<>(hosts.values());
        for (ModelHost host : stored.map(StoredModels::all).orElse(List.of())) {
            if (!hosts.containsKey(host.model().name())) {
                all.add(host);
            }
        }
        return all;
    }

    @Override
    public void close() {
        hosts.values().forEach(ModelHost::close);
        stored.ifPresent(StoredModels::close);
    }
}
