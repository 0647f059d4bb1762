package org.synapsesubnet.axon.admission;

import java.util.Set;
import java.util.function.Predicate;
import org.synapsesubnet.api.identity.Hotkey;

/** The validators that may open sessions: those that the owner allows, and those that the chain names. */
public final class ServedValidators implements Predicate<Hotkey> {

    private final Set<Hotkey> allowed;
    private volatile Set<Hotkey> byChain = Set.of();

    public ServedValidators(Set<Hotkey> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Replaces those that the chain names. */
    public void byChain(Set<Hotkey> validators) {
        byChain = Set.copyOf(validators);
    }

    @Override
    public boolean test(Hotkey validator) {
        return allowed.contains(validator) || byChain.contains(validator);
    }
}
