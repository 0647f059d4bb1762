package org.synapsesubnet.api.fleet;

import java.time.Instant;
import java.util.List;

/**
 * What a miner's containers used ({@code GET /fleet/miners/{name}/resources}).
 *
 * @param miner its name
 * @param from the first start of a slot
 * @param to no slot starts from here on
 * @param stepSeconds length of the slots
 * @param series by replica and part
 */
public record FleetResources(
        String miner, Instant from, Instant to, long stepSeconds, List<FleetResourceSeries> series) {

    public FleetResources {
        series = List.copyOf(series);
    }
}
