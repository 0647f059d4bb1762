package org.synapsesubnet.validator.gateway;

import java.util.Map;
import org.synapsesubnet.miner.scaling.LoadTotals;
import org.synapsesubnet.miner.scaling.SeenLoad;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/**
 * Tells the scaling of miners what this node sees of their models.
 *
 * @param directory whose miners are looked at
 * @param meters that know what was served
 * @param seen is told
 */
record GatewayLoad(MinerDirectory directory, MinerMeters meters, SeenLoad seen) {

    void tell() {
        for (Map.Entry<String, MinerMeters.ModelTotals> entry : meters.totals().entrySet()) {
            seen.tell(entry.getKey(), totals(entry.getKey(), entry.getValue()));
        }
    }

    private LoadTotals totals(String model, MinerMeters.ModelTotals sums) {
        int ready = 0;
        int slots = 0;
        int demand = 0;
        for (Miner miner : directory.miners()) {
            if (miner.status().up() && miner.status().models().contains(model)) {
                ready++;
                slots += miner.status().slots();
                demand += miner.inFlight() + miner.status().others();
            }
        }
        int busy = Math.min(demand, slots);
        return new LoadTotals(
                ready, slots, busy, demand - busy, sums.begun.sum(), sums.waitedMillis.sum(), sums.tokens.sum());
    }
}
