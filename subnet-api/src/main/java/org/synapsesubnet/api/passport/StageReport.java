package org.synapsesubnet.api.passport;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The evidence of one stage.
 *
 * @param outcome whether it could be carried out
 * @param durationMillis how long it took
 * @param tools names and versions of what looked
 * @param findings at most {@value #MOST_FINDINGS}, the worst first
 * @param notes what else is to be known: what was left out, and why
 */
public record StageReport(
        VerificationStage stage,
        StageOutcome outcome,
        Instant startedAt,
        long durationMillis,
        Map<String, String> tools,
        List<Finding> findings,
        List<String> notes) {
    public static final int MOST_FINDINGS = 2000;

    public StageReport {
        tools = Map.copyOf(tools);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        if (findings.size() > MOST_FINDINGS) {
            throw new IllegalArgumentException(
                    "findings: at most " + MOST_FINDINGS + " are allowed, but there were " + findings.size());
        }
    }
}
