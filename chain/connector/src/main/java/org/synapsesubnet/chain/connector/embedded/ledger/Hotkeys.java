package org.synapsesubnet.chain.connector.embedded.ledger;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;

/** Who owns each hotkey that was ever registered, and who staked how much on it. */
final class Hotkeys {

    private static final BigInteger U16_MAX = BigInteger.valueOf(65_535);

    private final SortedMap<KeyId, Hotkey> byKey;

    /**
     * @param owner its coldkey, for ever
     * @param stakes rao by coldkey, each more than 0
     */
    record Hotkey(KeyId owner, SortedMap<KeyId, Long> stakes) {
        Hotkey {
            stakes = Collections.unmodifiableSortedMap(new TreeMap<>(stakes));
        }

        long total() {
            return stakes.values().stream().mapToLong(Long::longValue).sum();
        }

        Hotkey plus(KeyId coldkey, long amount) {
            SortedMap<KeyId, Long> changed = new TreeMap<>(stakes);
            long stake = Math.addExact(changed.getOrDefault(coldkey, 0L), amount);
            if (stake < 0) {
                throw new IllegalStateException("stake would be " + stake);
            }
            if (stake == 0) {
                changed.remove(coldkey);
            } else {
                changed.put(coldkey, stake);
            }
            return new Hotkey(owner, changed);
        }
    }

    Hotkeys() {
        this(new TreeMap<>());
    }

    private Hotkeys(SortedMap<KeyId, Hotkey> byKey) {
        this.byKey = byKey;
    }

    Hotkeys copy() {
        return new Hotkeys(new TreeMap<>(byKey));
    }

    SortedMap<KeyId, Hotkey> byKey() {
        return byKey;
    }

    Optional<KeyId> ownerOf(KeyId hotkey) {
        return Optional.ofNullable(byKey.get(hotkey)).map(Hotkey::owner);
    }

    void put(KeyId hotkey, Hotkey known) {
        byKey.put(hotkey, known);
    }

    void own(KeyId hotkey, KeyId coldkey) {
        byKey.putIfAbsent(hotkey, new Hotkey(coldkey, new TreeMap<>()));
    }

    void requireKnown(KeyId hotkey) throws CommandRefused {
        CommandRefused.when(!byKey.containsKey(hotkey), Refusal.UNKNOWN_HOTKEY, hotkey + " was never registered");
    }

    long stake(KeyId hotkey) {
        Hotkey known = byKey.get(hotkey);
        return known == null ? 0 : known.total();
    }

    long stake(KeyId hotkey, KeyId coldkey) {
        Hotkey known = byKey.get(hotkey);
        return known == null ? 0 : known.stakes().getOrDefault(coldkey, 0L);
    }

    /** Changes a stake, by a negative amount to less; what the coldkey has then. */
    long change(KeyId hotkey, KeyId coldkey, long amount) {
        Hotkey known = byKey.get(hotkey);
        if (known == null) {
            throw new IllegalStateException(hotkey + " was never registered");
        }
        byKey.put(hotkey, known.plus(coldkey, amount));
        return stake(hotkey, coldkey);
    }

    /**
     * Adds a validator's pay to the stakes that earned it. The owner takes its part first, the rest follows the stakes;
     * rounding is in favour of the owner.
     *
     * @param take the owner's part of the others' earnings, u16
     */
    void share(KeyId hotkey, long pay, int take) {
        Hotkey known = byKey.get(hotkey);
        if (known == null) {
            throw new IllegalStateException(hotkey + " was never registered");
        }
        BigInteger left = BigInteger.valueOf(pay).multiply(BigInteger.valueOf(65_535L - take));
        BigInteger whole = BigInteger.valueOf(known.total()).multiply(U16_MAX);
        long rest = pay;
        Hotkey changed = known;
        for (Map.Entry<KeyId, Long> stake : known.stakes().entrySet()) {
            if (!stake.getKey().equals(known.owner())) {
                long part = left.multiply(BigInteger.valueOf(stake.getValue()))
                        .divide(whole)
                        .longValueExact();
                changed = changed.plus(stake.getKey(), part);
                rest -= part;
            }
        }
        byKey.put(hotkey, changed.plus(known.owner(), rest));
    }

    long total() {
        return byKey.values().stream().mapToLong(Hotkey::total).sum();
    }
}
