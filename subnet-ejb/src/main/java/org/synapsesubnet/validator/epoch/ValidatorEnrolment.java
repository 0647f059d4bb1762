package org.synapsesubnet.validator.epoch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.outbox.Intent;
import org.synapsesubnet.chain.outbox.Outbox;
import org.synapsesubnet.platform.persistence.Transactions;

/**
 * Sees to it that this validator is a neuron with a stake, on a ledger that gives starting amounts: there nobody has to be
 * asked for money. One step at a time, each wanted under a purpose of its own, so that nothing is paid for twice.
 */
final class ValidatorEnrolment {

    private final DataSource database;
    private final Transactions transactions;
    private final ChainConnectionFactory connections;
    private final Outbox outbox;
    private final Plan plan;
    private final Duration deadline;

    /**
     * What is to be reached.
     *
     * @param hotkey the validator's
     * @param coldkey that pays and will own it
     * @param stake rao, 0 for none
     */
    record Plan(KeyId hotkey, KeyId coldkey, long stake) {
        Plan {
            if (stake < 0 || stake > Hyperparameters.MAX_SUPPLY) {
                throw new IllegalArgumentException("synapse.validator.stake-rao must be 0 to "
                        + Hyperparameters.MAX_SUPPLY + ", but was " + stake);
            }
        }
    }

    ValidatorEnrolment(
            DataSource database, ChainConnectionFactory connections, Outbox outbox, Plan plan, Duration deadline) {
        this.database = database;
        this.transactions = new Transactions(database);
        this.connections = connections;
        this.outbox = outbox;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** Wants the next step that is missing; does nothing while one is on its way. Not to be called in a transaction. */
    void advance() {
        try (ChainConnection connection = connections.getConnection().within(deadline)) {
            Metagraph metagraph = connection.metagraph();
            Hyperparameters rules = connection.hyperparameters();
            if (rules.economy().faucet() == 0) {
                return;
            }
            Optional<NeuronInfo> neuron = metagraph.byHotkey(plan.hotkey());
            if (neuron.isEmpty()) {
                if (afford(connection, rules.registration().cost())) {
                    want("register/" + plan.hotkey() + "/" + metagraph.epoch(), new RegisterNeuron(plan.hotkey()));
                }
                return;
            }
            long missing = plan.stake() - connection.stake(plan.hotkey(), plan.coldkey());
            if (missing >= rules.economy().minStake() && afford(connection, missing)) {
                want(
                        "stake/" + plan.hotkey() + "/" + neuron.get().registeredAt(),
                        new AddStake(plan.hotkey(), missing));
            }
        } catch (ChainException e) {
            EpochLog.LOG.chainSilent(e.reason() + ": " + e.getMessage());
        } catch (SQLException e) {
            EpochLog.LOG.databaseFails(e.toString());
        }
    }

    /** Whether the coldkey has that much; has it draw its starting amount if it hasn't. */
    private boolean afford(ChainConnection connection, long amount) throws SQLException, ChainException {
        if (connection.balance(plan.coldkey()) >= amount) {
            return true;
        }
        want("faucet/" + plan.coldkey(), new DrawFaucet());
        return false;
    }

    private void want(String step, ChainCommand command) throws SQLException {
        String purpose = "enrol/" + step;
        Optional<Intent> before;
        try (Connection reading = database.getConnection()) {
            before = outbox.find(reading, purpose);
        }
        if (before.isEmpty()) {
            EpochLog.LOG.enrolling(plan.hotkey().toString(), step);
            transactions.run(tx -> outbox.intend(tx, purpose, plan.coldkey(), command));
        }
    }
}
