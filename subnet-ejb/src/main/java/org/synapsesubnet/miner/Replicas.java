package org.synapsesubnet.miner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * How many containers the miners have, for whoever scales them. The number isn't part of a miner's revision: an
 * operator's entity tag outlives it, and what is remembered of the replicas that stay does too.
 */
public final class Replicas {

    private final DataSource database;
    private final InstantSource clock;
    private final Consumer<String> changed;

    /** @param changed told the host whose miners have changed */
    public Replicas(DataSource database, InstantSource clock, Consumer<String> changed) {
        this.database = database;
        this.clock = clock;
        this.changed = changed;
    }

    /** All miners, by name. */
    public List<FleetMiner> miners() throws SQLException {
        return new FleetRows(database).miners();
    }

    /**
     * Gives a miner another number of replicas.
     *
     * @param seen the miner as the decision was made on it
     * @return false when it isn't that any more
     */
    public boolean resize(FleetMiner seen, int replicas) throws SQLException {
        return set(seen.withReplicas(replicas), seen.replicas(), seen.revision());
    }

    /**
     * Gives a miner that sleeps its first replica.
     *
     * @return false when it doesn't sleep
     */
    public boolean wake(FleetMiner seen) throws SQLException {
        return set(seen.withReplicas(1), 0, seen.revision());
    }

    private boolean set(FleetMiner next, int before, long revision) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update fleet_miner set replicas = ?, changed_at = ?
                        where name = ? and revision = ? and replicas = ? and running""")) {
            update.setInt(1, next.replicas());
            update.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(3, next.name());
            update.setLong(4, revision);
            update.setInt(5, before);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        changed.accept(next.host());
        return true;
    }
}
