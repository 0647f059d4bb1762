package org.synapsesubnet.registrar.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.api.passport.Finding;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;

/** What a stage writes down while it looks. */
final class StageNotes {
    private final Map<String, String> tools = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean skipped;

    void tool(String name, String version) {
        tools.put(name, version);
    }

    void find(String rule, Severity severity, String subject, String text) {
        findings.add(new Finding(rule, severity, subject, text));
    }

    void findAll(List<Finding> more) {
        findings.addAll(more);
    }

    void note(String text) {
        notes.add(text);
    }

    /** It can't be done here, which is nobody's fault. */
    void skip(String why) {
        skipped = true;
        notes.add(why);
    }

    Map<String, String> tools() {
        return tools;
    }

    List<String> notes() {
        return notes;
    }

    StageOutcome outcome() {
        if (!findings.isEmpty()) {
            return StageOutcome.FOUND;
        }
        return skipped ? StageOutcome.SKIPPED : StageOutcome.CLEAN;
    }

    /** The worst; that others were left out is noted. */
    List<Finding> worst() {
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
        if (ordered.size() <= StageReport.MOST_FINDINGS) {
            return ordered;
        }
        notes.add(ordered.size() - StageReport.MOST_FINDINGS + " further findings are left out");
        return ordered.subList(0, StageReport.MOST_FINDINGS);
    }
}
