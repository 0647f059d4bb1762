package org.synapsesubnet.kit;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a test of a module found.
 *
 * @param checked the rules that could be tried; others need a feature that the module lacks, or an answer that didn't come
 * @param breaches at most one for each rule
 */
public record Report(URI module, Set<Rule> checked, List<Breach> breaches) {
    public Report {
        checked = Set.copyOf(checked);
        breaches = List.copyOf(breaches);
    }

    public boolean passed() {
        return breaches.isEmpty();
    }

    /** One line a rule, and a sum. */
    public String text() {
        StringBuilder text = new StringBuilder("module " + module + "\n");
        for (Rule rule : EnumSet.allOf(Rule.class)) {
            breaches.stream()
                    .filter(breach -> breach.rule() == rule)
                    .findFirst()
                    .ifPresentOrElse(
                            breach -> text.append("BROKEN   %s: %s%n         %s%n"
                                    .formatted(rule.id(), rule.text(), breach.evidence())),
                            () -> text.append(
                                    "%-8s %s%n".formatted(checked.contains(rule) ? "kept" : "untried", rule.id())));
        }
        return text.append("%d of %d rules tried, %d broken%n"
                        .formatted(checked.size(), Rule.values().length, breaches.size()))
                .toString();
    }
}
