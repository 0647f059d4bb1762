package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.validator.verification.EpochKey;

/** What is done with the miners in an epoch. Every step may be taken again after a crash. */
interface EpochWork {

    /** Whether a neuron of this metagraph can be challenged by the validator of this epoch. */
    boolean hasMiner(EpochKey key, Metagraph metagraph);

    /** Decides what each miner will be asked. */
    void plan(Connection tx, EpochKey key, Metagraph snapshot, String secretSeed) throws SQLException;

    /** Asks what isn't asked yet, outside any transaction; true when nothing is left. */
    boolean run(EpochKey key, Duration budget) throws SQLException;

    /** Gives up what isn't asked yet. */
    void close(Connection tx, EpochKey key) throws SQLException;

    /** Scores the miners by what they answered. */
    void score(Connection tx, EpochKey key, Metagraph snapshot) throws SQLException;

    /** The weights that follow from the scores. */
    WeightRow weights(Connection tx, EpochKey key, Metagraph now) throws SQLException;
}
