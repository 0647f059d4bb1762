package org.synapsesubnet.api.fleet;

import java.util.List;

/** The models of a miner in the order of their names, those that nobody wants too. */
public record FleetModelList(List<FleetModelView> models) {

    public FleetModelList {
        models = List.copyOf(models);
    }
}
