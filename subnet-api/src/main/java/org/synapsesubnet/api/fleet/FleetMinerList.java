package org.synapsesubnet.api.fleet;

import java.util.List;

/** All miners of the fleet in the order of their names. */
public record FleetMinerList(List<FleetMinerView> miners) {

    public FleetMinerList {
        miners = List.copyOf(miners);
    }
}
