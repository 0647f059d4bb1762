package org.synapsesubnet.axon.share;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.synapsesubnet.api.identity.Hotkey;

/**
 * Requests per minute, divided by shares. Each validator saves up its own part, to a tenth of a minute's; what it can't
 * save any more goes to a common store, to a tenth of a minute's as well, from which takes whoever has used up its own.
 * So nobody is kept from its part by others, and what one leaves isn't lost. Every request takes time logarithmic in the
 * number of validators. Not for several threads at once.
 */
public final class SharedRate {

    private static final double SAVED_PART = 0.1;
    private static final double SECONDS_PER_MINUTE = 60;
    /** One, but for what rounding takes away. */
    private static final double ONE = 1 - 1e-9;

    private final int perMinute;
    private final Map<Hotkey, Savings> savings = new HashMap<>();
    /** Those who still save, by when they are done; all others' parts flow into the common store. */
    private final TreeSet<Savings> saving =
            new TreeSet<>(Comparator.<Savings>comparingDouble(own -> own.fullAt).thenComparing(own -> own.address));

    private Shares shares;
    private double flowing;
    private double common;
    private double asOf;

    /**
     * @param perMinute requests of all validators, 1 or more
     * @param now seconds of any clock
     */
    public SharedRate(int perMinute, Shares shares, double now) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("requests-per-minute must be 1 or more, not " + perMinute);
        }
        this.perMinute = perMinute;
        this.shares = shares;
        this.asOf = now;
        share(shares, now);
    }

    private static final class Savings {
        final String address;
        final double perSecond;
        final double most;
        double fullAt;

        Savings(Hotkey validator, double perSecond, double fullAt) {
            this.address = validator.address();
            this.perSecond = perSecond;
            this.most = Math.max(1, perSecond * SECONDS_PER_MINUTE * SAVED_PART);
            this.fullAt = fullAt;
        }

        double at(double now) {
            return most - Math.max(0, fullAt - now) * perSecond;
        }
    }

    /** From now on these are the shares; what was saved stays, as far as it may. */
    public void share(Shares newShares, double now) {
        settle(now);
        shares = newShares;
        Map<Hotkey, Savings> before = Map.copyOf(savings);
        savings.clear();
        saving.clear();
        flowing = 0;
        for (Hotkey validator : newShares.parts().keySet()) {
            Savings old = before.get(validator);
            open(validator, old == null ? Double.MAX_VALUE : old.at(now), now);
        }
    }

    private Savings open(Hotkey validator, double saved, double now) {
        var own = new Savings(validator, perMinute * shares.of(validator) / SECONDS_PER_MINUTE, now);
        own.fullAt = now + Math.max(0, own.most - saved) / own.perSecond;
        savings.put(validator, own);
        saving.add(own);
        settle(now);
        return own;
    }

    /**
     * Takes one request.
     *
     * @param now seconds
     * @return nothing when it was taken; otherwise seconds until this validator's own part allows one
     */
    public OptionalDouble take(Hotkey validator, double now) {
        settle(now);
        Savings known = savings.get(validator);
        Savings own = known == null ? open(validator, 0, now) : known;
        if (own.at(now) >= ONE) {
            if (!saving.remove(own)) {
                flowing -= own.perSecond;
            }
            own.fullAt = Math.max(now, own.fullAt) + 1 / own.perSecond;
            saving.add(own);
            return OptionalDouble.empty();
        }
        if (common >= ONE) {
            common = Math.max(0, common - 1);
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((1 - own.at(now)) / own.perSecond);
    }

    /** How many requests a minute this validator may count on. */
    public double perMinute(Hotkey validator) {
        return perMinute * shares.of(validator);
    }

    private void settle(double now) {
        while (!saving.isEmpty() && saving.first().fullAt <= now) {
            Savings full = saving.removeFirst();
            flow(full.fullAt);
            flowing += full.perSecond;
        }
        flow(now);
    }

    private void flow(double until) {
        if (until > asOf) {
            double most = Math.max(1, perMinute * SAVED_PART);
            common = Math.min(most, common + flowing * (until - asOf));
            asOf = until;
        }
    }
}
