package org.synapsesubnet.miner.scaling;

import java.sql.SQLException;
import java.util.Optional;
import org.synapsesubnet.miner.FleetMiner;

/** The port through which a miner's scaling hears what its replicas have to do. Safe for use by one thread. */
public interface Load {

    /** How a miner's replicas stand, and what happened since this was asked before; empty where nobody can tell. */
    Optional<LoadReading> of(FleetMiner miner) throws SQLException;
}
