package org.synapsesubnet.miner;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainConnection;
import org.synapsesubnet.chain.api.ChainConnectionFactory;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.miner.axon.AxonKeys;

/**
 * Makes the fleet's axons neurons of the subnet, tells the chain where they serve, and ends the neurons of replicas that
 * are gone. It keeps nothing that the chain and the rows don't say: killed anywhere, the next one goes on. Other programs
 * may use the coldkey beside it; who was too slow with a nonce tries again at the next look. One thread at a time, never
 * inside a transaction.
 */
final class FleetNeurons {

    private final ChainConnectionFactory connections;
    private final HotkeySigner coldkey;
    private final AxonKeys keys;
    private final AxonRows rows;
    private final List<String> hosts;
    private final boolean register;
    private final Duration deadline;
    private final Map<ReplicaKey, Long> restUntil = new HashMap<>();

    /**
     * @param coldkey pays for registrations and owns the neurons
     * @param hosts whose axons are this node's
     * @param register whether they are to become neurons
     * @param deadline of each call to the chain; a command waits for its block
     */
    FleetNeurons(
            ChainConnectionFactory connections,
            HotkeySigner coldkey,
            AxonKeys keys,
            AxonRows rows,
            List<String> hosts,
            boolean register,
            Duration deadline) {
        this.connections = connections;
        this.coldkey = coldkey;
        this.keys = keys;
        this.rows = rows;
        this.hosts = List.copyOf(hosts);
        this.register = register;
        this.deadline = deadline;
    }

    /** Takes every step that is due. Never throws for what may pass. */
    void advance() {
        try (ChainConnection connection = connections.getConnection().within(deadline)) {
            Metagraph metagraph = connection.metagraph();
            Hyperparameters rules = connection.hyperparameters();
            for (String host : hosts) {
                for (AxonRows.Known known : rows.on(host)) {
                    advance(connection, metagraph, rules, known);
                }
            }
        } catch (ChainException e) {
            FleetLog.LOG.chainSilent(e.reason() + ": " + e.getMessage());
        } catch (SQLException e) {
            FleetLog.LOG.databaseFails(e.toString());
        }
    }

    private void advance(ChainConnection chain, Metagraph metagraph, Hyperparameters rules, AxonRows.Known known)
            throws ChainException, SQLException {
        AxonRecord axon = known.axon();
        if (metagraph.block() < restUntil.getOrDefault(axon.key(), 0L)) {
            return;
        }
        Optional<NeuronInfo> neuron = metagraph.byHotkey(id(axon));
        if (!known.wanted()) {
            leave(chain, metagraph, known, neuron);
        } else if (register && neuron.isPresent()) {
            stay(chain, metagraph, rules, known, neuron.get());
        } else if (register && known.registered()) {
            trouble(known, "its neuron is no more; change the miner to register it anew");
        } else if (register && axon.port() > 0) {
            join(chain, metagraph, rules, known);
        }
    }

    private void join(ChainConnection chain, Metagraph now, Hyperparameters rules, AxonRows.Known known)
            throws ChainException, SQLException {
        long cost = rules.registration().cost();
        KeyId payer = KeyId.ofAddress(coldkey.hotkey().address());
        if (chain.balance(payer) < cost) {
            if (rules.economy().faucet() == 0) {
                trouble(known, "the coldkey " + payer + " needs " + cost + " rao for the registration");
                return;
            }
            Optional<CommandReceipt.Refused> refused =
                    ChainCommands.send(chain, coldkey, new ChainCommand.DrawFaucet());
            if (refused.isPresent() && refused.get().refusal() == Refusal.FAUCET_USED) {
                trouble(known, "the coldkey " + payer + " needs " + cost + " rao for the registration");
                return;
            }
        }
        send(chain, now, rules, known, coldkey, new ChainCommand.RegisterNeuron(id(known.axon())), "is registered");
    }

    private void stay(
            ChainConnection chain, Metagraph now, Hyperparameters rules, AxonRows.Known known, NeuronInfo neuron)
            throws ChainException, SQLException {
        AxonRecord axon = known.axon();
        AxonEndpoint endpoint =
                new AxonEndpoint(axon.address(), Math.max(1, axon.port()), axon.certificate(), id(axon));
        if (axon.port() > 0 && !endpoint.equals(neuron.axon().orElse(null))) {
            try {
                HotkeySigner hotkey = keys.of(axon.key().fileName()).hotkey();
                send(
                        chain,
                        now,
                        rules,
                        known,
                        hotkey,
                        new ChainCommand.AnnounceAxon(endpoint),
                        "announces " + axon.address() + ":" + axon.port());
            } catch (IOException e) {
                trouble(known, String.valueOf(e.getMessage()));
            }
        } else if (!known.registered() || !known.trouble().isEmpty()) {
            rows.registered(axon.key());
        }
    }

    private void leave(ChainConnection chain, Metagraph now, AxonRows.Known known, Optional<NeuronInfo> neuron)
            throws ChainException, SQLException {
        boolean ours = neuron.isPresent()
                && neuron.get()
                        .coldkey()
                        .equals(KeyId.ofAddress(coldkey.hotkey().address()));
        if (register && ours) {
            Optional<CommandReceipt.Refused> refused =
                    ChainCommands.send(chain, coldkey, new ChainCommand.DeregisterNeuron(id(known.axon())));
            if (refused.isPresent()) {
                restUntil.put(known.axon().key(), now.block() + 1);
            } else {
                FleetLog.LOG.neuronChanged(
                        known.axon().hotkey().toString(), known.axon().key(), "has left");
            }
            return;
        }
        rows.forget(known.axon().key());
        restUntil.remove(known.axon().key());
    }

    private void send(
            ChainConnection chain,
            Metagraph now,
            Hyperparameters rules,
            AxonRows.Known known,
            HotkeySigner signer,
            ChainCommand command,
            String done)
            throws ChainException, SQLException {
        Optional<CommandReceipt.Refused> refused = ChainCommands.send(chain, signer, command);
        if (refused.isEmpty()) {
            FleetLog.LOG.neuronChanged(
                    known.axon().hotkey().toString(), known.axon().key(), done);
            return;
        }
        // Each refusal costs a block of waiting, so the same question isn't put again at once.
        restUntil.put(known.axon().key(), now.block() + Math.max(1, rules.announceRateLimit()));
        switch (refused.get().refusal()) {
            case NONCE_USED, NONCE_AHEAD, ALREADY_REGISTERED, ANNOUNCED_TOO_SOON, TOO_MANY_REGISTRATIONS -> {
                // The next look shows what is left to do.
            }
            default ->
                trouble(known, refused.get().refusal() + ": " + refused.get().detail());
        }
    }

    private void trouble(AxonRows.Known known, String why) throws SQLException {
        if (!known.trouble().equals(why)) {
            rows.trouble(known, why);
            FleetLog.LOG.neuronTroubled(known.axon().key(), why);
        }
    }

    private static KeyId id(AxonRecord axon) {
        return KeyId.ofAddress(axon.hotkey().address());
    }
}
