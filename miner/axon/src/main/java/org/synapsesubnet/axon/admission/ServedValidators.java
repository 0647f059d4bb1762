package org.synapsesubnet.axon.admission;

import java.util.Map;
import java.util.function.Predicate;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.axon.share.Shares;

/** The validators that may open sessions: those that the owner allows, and those that the chain names. */
public final class ServedValidators implements Predicate<Hotkey> {

    private final Map<Hotkey, Integer> allowed;
    private volatile Shares shares;

    /** @param allowed each with its parts, as in {@link Shares#of} */
    public ServedValidators(Map<Hotkey, Integer> allowed) {
        this.allowed = Map.copyOf(allowed);
        this.shares = Shares.of(this.allowed, Map.of());
    }

    /**
     * Replaces those that the chain names.
     *
     * @param stakes of each, rao
     * @return whether that changes anybody's share
     */
    public boolean byChain(Map<Hotkey, Long> stakes) {
        Shares before = shares;
        shares = Shares.of(allowed, stakes);
        return !shares.equals(before);
    }

    public Shares shares() {
        return shares;
    }

    @Override
    public boolean test(Hotkey validator) {
        return shares.names(validator);
    }
}
