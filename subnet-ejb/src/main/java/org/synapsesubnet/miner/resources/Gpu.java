package org.synapsesubnet.miner.resources;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A graphics processor, as far as it tells; older and virtual ones leave things out.
 *
 * @param load per cent of the time in which it was at work, 0–100
 * @param memoryBytes of its memory in use
 * @param memoryLimitBytes that it has
 * @param watts that it draws
 */
record Gpu(OptionalDouble load, OptionalDouble memoryBytes, OptionalDouble memoryLimitBytes, OptionalDouble watts) {

    /** What the processors of a container come to together; what none of them tells is missing. */
    static Map<Measure, Double> together(List<Gpu> gpus) {
        var figures = new EnumMap<Measure, Double>(Measure.class);
        if (told(gpus, Gpu::load).findAny().isPresent()) {
            figures.put(Measure.GPU_LOAD, told(gpus, Gpu::load).average().orElse(0));
        }
        if (told(gpus, Gpu::memoryBytes).findAny().isPresent()) {
            figures.put(Measure.GPU_MEMORY, told(gpus, Gpu::memoryBytes).sum());
        }
        if (told(gpus, Gpu::watts).findAny().isPresent()) {
            figures.put(Measure.GPU_POWER, told(gpus, Gpu::watts).sum());
        }
        return figures;
    }

    private static DoubleStream told(List<Gpu> gpus, Function<Gpu, OptionalDouble> part) {
        return gpus.stream().map(part).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble);
    }
}
