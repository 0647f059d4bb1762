package org.synapsesubnet.api.fleet;

import java.util.List;

/**
 * What one place of a miner used, whichever containers stood there.
 *
 * @param ordinal of the replica, 0 or more
 * @param part which of the replica's containers; {@code engine} for the one that generates
 * @param points by time; a time of which nothing is known has none
 */
public record FleetResourceSeries(int ordinal, String part, List<FleetResourcePoint> points) {

    public FleetResourceSeries {
        points = List.copyOf(points);
    }
}
