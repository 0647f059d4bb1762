package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.AxonAnnounced;
import org.synapsesubnet.chain.api.ChainEvent.Departure;
import org.synapsesubnet.chain.api.ChainEvent.NeuronDeregistered;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.Hyperparameters.Registration;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;

/** How neurons come, go and say where they serve. */
final class NeuronRules {

    private final Ledger ledger;
    private final Neurons neurons;

    NeuronRules(Ledger ledger) {
        this.ledger = ledger;
        this.neurons = ledger.neurons();
    }

    List<ChainEvent> register(KeyId coldkey, KeyId hotkey, long block) throws CommandRefused {
        Registration rules = ledger.hyperparameters().registration();
        CommandRefused.when(neurons.has(hotkey), Refusal.ALREADY_REGISTERED, hotkey + " has a neuron");
        requireOwner(hotkey, coldkey, ledger.hotkeys().ownerOf(hotkey).orElse(coldkey));
        CommandRefused.when(
                ledger.registrations() >= rules.perBlock(),
                Refusal.TOO_MANY_REGISTRATIONS,
                "a block takes " + rules.perBlock() + " registrations");
        ledger.accounts().requireBalance(coldkey, rules.cost());
        List<ChainEvent> events = new ArrayList<>();
        OptionalInt free = neurons.free(rules);
        int uid = free.isPresent() ? free.getAsInt() : replaced(rules, block, events);
        ledger.accounts().withdraw(coldkey, rules.cost());
        ledger.burn(rules.cost());
        ledger.countRegistration();
        ledger.hotkeys().own(hotkey, coldkey);
        neurons.put(uid, Neuron.registered(hotkey, coldkey, block));
        events.add(new NeuronRegistered(uid, hotkey, coldkey, rules.cost()));
        return events;
    }

    private int replaced(Registration rules, long block, List<ChainEvent> events) throws CommandRefused {
        int weakest = neurons.weakest(rules, block)
                .orElseThrow(() -> new CommandRefused(
                        Refusal.SUBNET_FULL, "all " + rules.maxNeurons() + " uids are taken and their neurons immune"));
        events.add(remove(weakest, Departure.REPLACED));
        return weakest;
    }

    List<ChainEvent> deregister(KeyId coldkey, KeyId hotkey) throws CommandRefused {
        int uid = neurons.requireUid(hotkey);
        requireOwner(hotkey, coldkey, neurons.at(uid).coldkey());
        return List.of(remove(uid, Departure.REQUESTED));
    }

    private NeuronDeregistered remove(int uid, Departure departure) {
        KeyId hotkey = neurons.at(uid).hotkey();
        neurons.remove(uid);
        return new NeuronDeregistered(uid, hotkey, departure);
    }

    List<ChainEvent> announce(KeyId hotkey, AxonEndpoint endpoint, long block) throws CommandRefused {
        int uid = neurons.requireUid(hotkey);
        Neuron neuron = neurons.at(uid);
        int limit = ledger.hyperparameters().announceRateLimit();
        CommandRefused.when(
                neuron.announcedAt() != Validating.NEVER && block - neuron.announcedAt() < limit,
                Refusal.ANNOUNCED_TOO_SOON,
                hotkey + " announced in block " + neuron.announcedAt() + " and may again in block "
                        + (neuron.announcedAt() + limit));
        neurons.put(uid, neuron.announcing(endpoint, block));
        return List.of(new AxonAnnounced(uid, hotkey, endpoint));
    }

    private static void requireOwner(KeyId hotkey, KeyId coldkey, KeyId owner) throws CommandRefused {
        CommandRefused.when(!owner.equals(coldkey), Refusal.NOT_THE_OWNER, hotkey + " belongs to " + owner);
    }
}
