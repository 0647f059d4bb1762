package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.WeightRow;
import org.synapsesubnet.validator.scoring.Scoring;
import org.synapsesubnet.validator.verification.EpochKey;
import org.synapsesubnet.validator.verification.Verification;

/** Real miners, verified and scored. */
final class MinerWork implements EpochWork {

    private final Verification verification;
    private final Scoring scoring;

    MinerWork(Verification verification, Scoring scoring) {
        this.verification = verification;
        this.scoring = scoring;
    }

    @Override
    public boolean hasMiner(EpochKey key, Metagraph metagraph) {
        KeyId own = KeyId.ofAddress(key.validator().address());
        return metagraph.neurons().stream()
                .anyMatch(
                        neuron -> neuron.axon().isPresent() && !neuron.hotkey().equals(own));
    }

    @Override
    public void plan(Connection tx, EpochKey key, Metagraph snapshot, String secretSeed) throws SQLException {
        verification.plan(tx, key, snapshot, secretSeed);
    }

    @Override
    public boolean run(EpochKey key, Duration budget) throws SQLException {
        return verification.run(key, budget);
    }

    @Override
    public void close(Connection tx, EpochKey key) throws SQLException {
        verification.close(tx, key);
    }

    @Override
    public void score(Connection tx, EpochKey key, Metagraph snapshot) throws SQLException {
        scoring.score(tx, key, snapshot);
    }

    @Override
    public WeightRow weights(Connection tx, EpochKey key, Metagraph now) throws SQLException {
        return scoring.weights(tx, key, now);
    }
}
