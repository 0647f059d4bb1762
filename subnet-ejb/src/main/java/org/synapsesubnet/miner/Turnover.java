package org.synapsesubnet.miner;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.synapsesubnet.container.ImageReference;

/**
 * How a miner of the fleet goes from one image to another: some of its replicas first, then all, or back. What is written
 * here its host's reconciler carries out. Takes part in the caller's transaction and begins none.
 */
public final class Turnover {

    private final FleetRows rows;
    private final FleetBook book;

    public Turnover(DataSource database, InstantSource clock) {
        this.rows = new FleetRows(database);
        this.book = new FleetBook(database, clock);
    }

    /**
     * How a miner stands on its way.
     *
     * @param image that it comes from
     * @param next that it goes to; empty where it stays
     * @param turned replicas that shall run the next image, those with the lowest ordinals
     * @param replicas all it shall have, in the order of their ordinals
     */
    public record Stand(
            String host,
            ImageReference image,
            Optional<ImageReference> next,
            int turned,
            List<ReplicaRecord> replicas) {

        public Stand {
            replicas = List.copyOf(replicas);
        }

        /** Those that shall run the next image. */
        public List<ReplicaRecord> turnedReplicas() {
            return replicas.subList(0, Math.min(turned, replicas.size()));
        }
    }

    /** Empty when the fleet has no such miner. */
    public Optional<Stand> stand(String miner) throws SQLException {
        Optional<FleetMiner> found = rows.miner(miner);
        return found.isEmpty() ? Optional.empty() : Optional.of(stand(found.get()));
    }

    /**
     * Has the first replicas run another image.
     *
     * @return false when somebody changed the miner meanwhile, or it is gone
     */
    public boolean turn(String miner, ImageReference next, int replicas) throws SQLException {
        return change(miner, before -> before.withCanary(new Canary(next, replicas)));
    }

    /**
     * Has all replicas run this image from now on.
     *
     * @return as {@link #turn}
     */
    public boolean settle(String miner, ImageReference image) throws SQLException {
        return change(miner, before -> before.withImage(image));
    }

    private boolean change(String miner, UnaryOperator<FleetMiner> change) throws SQLException {
        Optional<FleetMiner> before = rows.miner(miner);
        return before.isPresent() && book.change(change.apply(before.get()));
    }

    private Stand stand(FleetMiner miner) throws SQLException {
        Map<ReplicaKey, ReplicaRecord> memory = rows.replicasOf(miner.name()).stream()
                .collect(Collectors.toMap(ReplicaRecord::key, Function.identity()));
        var replicas = new ArrayList<ReplicaRecord>();
        for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
            replicas.add(FleetPlan.remembered(memory, new ReplicaKey(miner.name(), ordinal), miner));
        }
        return new Stand(
                miner.host(),
                miner.image(),
                miner.canary().map(Canary::image),
                miner.canary().map(Canary::replicas).orElse(0),
                replicas);
    }
}
