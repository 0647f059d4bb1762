package org.synapsesubnet.kit;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a running test has found. Thread-safe. */
final class Findings {

    /** Something that may break one rule. */
    interface Trial {
        void run() throws NoAnswerException;
    }

    private final Set<Rule> checked = EnumSet.noneOf(Rule.class);
    private final Map<Rule, Breach> breaches = new EnumMap<>(Rule.class);

    /** Tries a rule: that no answer comes breaks it too. False when it is broken. */
    boolean check(Rule rule, Trial trial) {
        synchronized (this) {
            checked.add(rule);
        }
        try {
            trial.run();
        } catch (NoAnswerException e) {
            broken(rule, String.valueOf(e.getMessage()));
        }
        synchronized (this) {
            return !breaches.containsKey(rule);
        }
    }

    /** The rule is tried, and broken unless the condition holds; the first evidence stays. */
    void require(Rule rule, boolean condition, String evidence) {
        synchronized (this) {
            checked.add(rule);
        }
        if (!condition) {
            broken(rule, evidence);
        }
    }

    private synchronized void broken(Rule rule, String evidence) {
        breaches.putIfAbsent(rule, new Breach(rule, evidence));
    }

    synchronized Report report(URI module) {
        return new Report(module, checked, new ArrayList<>(breaches.values()));
    }
}
