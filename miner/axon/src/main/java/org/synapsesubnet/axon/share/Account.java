package org.synapsesubnet.axon.share;

import java.util.Comparator;
import java.util.LinkedHashSet;
import org.synapsesubnet.api.identity.Hotkey;

/** What one validator has waiting in a {@link FairQueue}, and how much it has had. */
final class Account<T> {

    /** Of those who had equally much, the one with the larger share goes first. */
    static final Comparator<Account<?>> BY_TURN = Comparator.<Account<?>>comparingDouble(account -> account.turn)
            .thenComparing(Comparator.<Account<?>>comparingDouble(account -> account.part)
                    .reversed())
            .thenComparing(account -> account.validator.address());

    /** Who has the most places beyond its own comes first. */
    static final Comparator<Account<?>> BY_EXCESS =
            Comparator.<Account<?>>comparingInt(Account::excess).reversed().thenComparing(BY_TURN.reversed());

    final Hotkey validator;
    final LinkedHashSet<T> waiting = new LinkedHashSet<>();
    /** What it has had, divided by its part: the lower, the sooner it is served. */
    double turn;

    double part;
    /** Places in the queue that are its own. */
    int places;
    /** Requests that are being worked on. */
    int running;

    /** What a request of this validator usually takes; it counts as much before its cost is known. */
    final Average usual;

    Account(Hotkey validator, double usual) {
        this.validator = validator;
        this.usual = new Average(usual);
    }

    int excess() {
        return waiting.size() - places;
    }
}
