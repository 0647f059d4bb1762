package org.synapsesubnet.miner.scaling;

import java.util.List;
import java.util.Optional;
import org.synapsesubnet.miner.FleetMiner;

/**
 * Asks one after the other, who knows best first.
 *
 * @param sources in that order
 */
public record FirstLoad(List<Load> sources) implements Load {

    public FirstLoad {
        sources = List.copyOf(sources);
    }

    @Override
    public Optional<LoadReading> of(FleetMiner miner) {
        return sources.stream()
                .map(source -> source.of(miner))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
