package org.synapsesubnet.miner.scaling;

import java.sql.SQLException;
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
    public Optional<LoadReading> of(FleetMiner miner) throws SQLException {
        for (Load source : sources) {
            Optional<LoadReading> reading = source.of(miner);
            if (reading.isPresent()) {
                return reading;
            }
        }
        return Optional.empty();
    }
}
