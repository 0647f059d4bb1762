package org.synapsesubnet.miner.models;

import java.util.Set;

/**
 * One of a miner's engines that answered, as it was seen.
 *
 * @param seat where it is
 * @param loaded models in its memory
 */
record EngineView(EngineSeat seat, Set<ModelName> loaded) {

    EngineView {
        loaded = Set.copyOf(loaded);
    }
}
