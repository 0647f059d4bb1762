package org.synapsesubnet.api.fleet;

import java.util.List;

/** All container engines of the fleet in the order of their names. */
public record FleetHostList(List<FleetHostView> hosts) {

    public FleetHostList {
        hosts = List.copyOf(hosts);
    }
}
