package org.synapsesubnet.miner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetResourcePoint;
import org.synapsesubnet.api.fleet.FleetResourceSeries;
import org.synapsesubnet.api.fleet.FleetSpread;
import org.synapsesubnet.miner.resources.Measure;
import org.synapsesubnet.miner.resources.Series;
import org.synapsesubnet.miner.resources.Slot;
import org.synapsesubnet.miner.resources.Spread;

/** What containers used, in the words of the REST API. */
final class ResourceViews {

    private ResourceViews() {}

    /** @param slots by replica, part and time */
    static List<FleetResourceSeries> series(List<Slot> slots) {
        var points = new LinkedHashMap<Series, List<FleetResourcePoint>>();
        for (Slot slot : slots) {
            points.computeIfAbsent(slot.series(), any -> new ArrayList<>()).add(point(slot));
        }
        return points.entrySet().stream()
                .map(entry -> new FleetResourceSeries(
                        entry.getKey().ordinal(), entry.getKey().part(), entry.getValue()))
                .toList();
    }

    private static FleetResourcePoint point(Slot slot) {
        return new FleetResourcePoint(
                slot.start(),
                slot.samples(),
                spread(slot, Measure.CPUS),
                spread(slot, Measure.MEMORY),
                spread(slot, Measure.RECEIVED),
                spread(slot, Measure.SENT),
                spread(slot, Measure.READ),
                spread(slot, Measure.WRITTEN),
                spread(slot, Measure.PIDS),
                spread(slot, Measure.GPU_LOAD),
                spread(slot, Measure.GPU_MEMORY),
                spread(slot, Measure.GPU_POWER));
    }

    private static @Nullable FleetSpread spread(Slot slot, Measure measure) {
        Spread spread = slot.of(measure);
        return spread == null ? null : new FleetSpread(spread.least(), spread.mean(), spread.most());
    }
}
