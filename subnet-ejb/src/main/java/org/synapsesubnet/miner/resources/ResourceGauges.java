package org.synapsesubnet.miner.resources;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each miner uses, all its containers together, as gauges: one per miner and measure, and none of a miner that is
 * gone.
 */
public final class ResourceGauges {

    private final Map<Measure, MultiGauge> gauges = new EnumMap<>(Measure.class);

    public ResourceGauges(MeterRegistry registry) {
        for (Measure measure : Measure.values()) {
            gauges.put(
                    measure,
                    MultiGauge.builder(measure.meter())
                            .description("Used by a miner's containers together, on average over the last slot")
                            .baseUnit(measure.unit().replace("/s", ".per.second"))
                            .register(registry));
        }
    }

    /** @param slots of all hosts; of several starts the last counts */
    void show(Collection<Slot> slots) {
        Instant last =
                slots.stream().map(Slot::start).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        List<Slot> now =
                slots.stream().filter(slot -> slot.start().equals(last)).toList();
        gauges.forEach((measure, gauge) -> gauge.register(
                sums(measure, now).entrySet().stream()
                        .map(sum -> MultiGauge.Row.of(Tags.of("synapse.miner", sum.getKey()), sum.getValue()))
                        .collect(Collectors.<MultiGauge.Row<?>>toList()),
                true));
    }

    private static Map<String, Double> sums(Measure measure, List<Slot> slots) {
        var sums = new HashMap<String, Double>();
        for (Slot slot : slots) {
            Spread spread = slot.of(measure);
            if (spread != null) {
                sums.merge(slot.series().miner(), spread.mean(), Double::sum);
            }
        }
        return sums;
    }
}
