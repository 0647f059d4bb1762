package org.synapsesubnet.miner;

import java.util.List;
import org.synapsesubnet.container.ObservedContainer;

/** Gets to see what each pass of a host's reconciler finds, so that it needn't ask the engine itself. */
@FunctionalInterface
interface Onlooker {

    /** Returns at once. */
    void see(List<FleetMiner> miners, List<ObservedContainer> containers);
}
