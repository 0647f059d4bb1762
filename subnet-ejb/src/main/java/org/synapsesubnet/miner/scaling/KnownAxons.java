package org.synapsesubnet.miner.scaling;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which axons stand before the replicas of each miner, as far as the hosts' keepers have found them. */
public final class KnownAxons {

    private final Map<String, Map<String, List<AxonAt>>> byHost = new ConcurrentHashMap<>();

    /** Tells all axons of a host, by the names of their miners. */
    public void tell(String host, Map<String, List<AxonAt>> axons) {
        byHost.put(host, Map.copyOf(axons));
    }

    List<AxonAt> of(String miner) {
        return byHost.values().stream()
                .flatMap(axons -> axons.getOrDefault(miner, List.of()).stream())
                .toList();
    }
}
