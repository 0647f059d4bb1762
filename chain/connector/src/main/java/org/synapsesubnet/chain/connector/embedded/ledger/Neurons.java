package org.synapsesubnet.chain.connector.embedded.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.Hyperparameters.Registration;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;

/** The subnet's neurons by uid. A uid whose neuron has gone is given out again and nothing of the old one clings to it. */
final class Neurons {

    private final SortedMap<Integer, Neuron> byUid;
    private final Map<KeyId, Integer> uids;

    Neurons() {
        this(new TreeMap<>(), new HashMap<>());
    }

    private Neurons(SortedMap<Integer, Neuron> byUid, Map<KeyId, Integer> uids) {
        this.byUid = byUid;
        this.uids = uids;
    }

    Neurons copy() {
        return new Neurons(new TreeMap<>(byUid), new HashMap<>(uids));
    }

    SortedMap<Integer, Neuron> byUid() {
        return byUid;
    }

    boolean has(KeyId hotkey) {
        return uids.containsKey(hotkey);
    }

    int requireUid(KeyId hotkey) throws CommandRefused {
        Integer uid = uids.get(hotkey);
        if (uid == null) {
            throw new CommandRefused(Refusal.NOT_REGISTERED, hotkey + " has no neuron");
        }
        return uid;
    }

    Neuron at(int uid) {
        Neuron neuron = byUid.get(uid);
        if (neuron == null) {
            throw new IllegalStateException("uid " + uid + " has no neuron");
        }
        return neuron;
    }

    void put(int uid, Neuron neuron) {
        byUid.put(uid, neuron);
        uids.put(neuron.hotkey(), uid);
    }

    void remove(int uid) {
        uids.remove(at(uid).hotkey());
        byUid.remove(uid);
        byUid.replaceAll((other, neuron) -> neuron.with(neuron.validating().without(uid)));
    }

    /** The lowest uid that nobody has, if there is room. */
    OptionalInt free(Registration rules) {
        if (byUid.size() >= rules.maxNeurons()) {
            return OptionalInt.empty();
        }
        int uid = 0;
        while (byUid.containsKey(uid)) {
            uid++;
        }
        return OptionalInt.of(uid);
    }

    /** Who has to make room: the one that isn't immune and earned least in the last epoch, of equals the oldest. */
    OptionalInt weakest(Registration rules, long block) {
        return byUid.entrySet().stream()
                .filter(entry -> block - entry.getValue().registeredAt() >= rules.immunity())
                .min(Comparator.<Map.Entry<Integer, Neuron>>comparingLong(
                                entry -> entry.getValue().standing().pay())
                        .thenComparingLong(entry -> entry.getValue().registeredAt())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> OptionalInt.of(entry.getKey()))
                .orElse(OptionalInt.empty());
    }
}
