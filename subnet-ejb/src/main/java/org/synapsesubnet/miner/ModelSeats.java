package org.synapsesubnet.miner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.models.EngineSeat;
import org.synapsesubnet.miner.models.MinerSeats;
import org.synapsesubnet.miner.models.ModelKeeper;

/** Where the engines of a host's miners listen, as its reconciler last saw them. */
final class ModelSeats implements ModelKeeper.Seats, Onlooker {

    private final Ownership ownership;
    private final boolean managed;
    private volatile List<MinerSeats> seen = List.of();

    /** @param managed whether the models there are ours to change */
    ModelSeats(Ownership ownership, boolean managed) {
        this.ownership = ownership;
        this.managed = managed;
    }

    @Override
    public void see(List<FleetMiner> miners, List<ObservedContainer> containers) {
        var seats = new ArrayList<MinerSeats>();
        for (FleetMiner miner : miners) {
            seats.add(new MinerSeats(
                    miner.name(),
                    miner.models(),
                    containers.stream()
                            .flatMap(container -> seat(container, miner).stream())
                            .sorted(Comparator.comparingInt(EngineSeat::ordinal))
                            .toList(),
                    managed));
        }
        seen = List.copyOf(seats);
    }

    @Override
    public List<MinerSeats> now() {
        return seen;
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
                        Blueprint.listening(container.address().get())));
    }
}
