package org.synapsesubnet.miner.models;

import java.util.List;
import java.util.Map;

/**
 * What a miner's volume holds, and its engines that answered.
 *
 * @param held models on the volume
 * @param engines at least one, else nothing is known
 */
record VolumeView(Map<ModelName, HeldModel> held, List<EngineView> engines) {

    VolumeView {
        held = Map.copyOf(held);
        engines = List.copyOf(engines);
    }

    long loadedOn(ModelName name) {
        return engines.stream().filter(engine -> engine.loaded().contains(name)).count();
    }
}
