package org.synapsesubnet.miner;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.models.EngineSeat;
import org.synapsesubnet.miner.models.MinerSeats;
import org.synapsesubnet.miner.models.ModelKeeper;

/**
 * Where the engines of a host's miners listen.
 *
 * @param host its name
 */
record ModelSeats(String host, ContainerEngine engine, FleetRows rows, Ownership ownership)
        implements ModelKeeper.Seats {

    @Override
    public List<MinerSeats> now() throws SQLException, EngineException {
        List<FleetMiner> miners = rows.minersOn(host);
        List<ObservedContainer> containers =
                miners.isEmpty() ? List.of() : engine.containers().list(ownership.labels());
        var seats = new ArrayList<MinerSeats>();
        for (FleetMiner miner : miners) {
            seats.add(new MinerSeats(
                    miner.name(),
                    miner.models(),
                    containers.stream()
                            .flatMap(container -> seat(container, miner).stream())
                            .sorted(Comparator.comparingInt(EngineSeat::ordinal))
                            .toList()));
        }
        return seats;
    }

    private Optional<EngineSeat> seat(ObservedContainer container, FleetMiner miner) {
        boolean runs = container.phase() == ContainerPhase.RUNNING
                && container.address().isPresent();
        return Ownership.replica(container.labels())
                .filter(key -> runs && key.miner().equals(miner.name()))
                .filter(key -> container.name().equals(ownership.container(key)))
                .map(key -> new EngineSeat(
                        container.id(),
                        key.ordinal(),
                        URI.create("http://" + container.address().get() + ":" + Blueprint.PORT)));
    }
}
