package org.synapsesubnet.registrar.verification;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.Finding;
import org.synapsesubnet.api.passport.Refusal;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;

/**
 * What a release must be like to get a passport that says "passed". Broken rules of the interface, secrets, and stages that
 * broke off always refuse.
 *
 * @param maxSeverity of vulnerabilities; worse ones refuse
 * @param unratedAs how a vulnerability counts that nobody has rated
 * @param demanded rules of images that must be kept
 * @param maxOverUsePercent memory above what is declared, 0–100
 * @param minTokensPerSecond at the measured capacity, 0–1,000,000,000
 */
record Gates(
        Severity maxSeverity,
        Severity unratedAs,
        Set<ImageRule> demanded,
        int maxOverUsePercent,
        int minTokensPerSecond) {
    private static final String PREFIX = "synapse.registrar.gate.";
    private static final int SHOWN = 5;
    private static final Set<VerificationStage> VULNERABILITIES =
            EnumSet.of(VerificationStage.VULNERABILITIES, VerificationStage.SCANNERS);

    Gates {
        demanded = Set.copyOf(demanded);
        between("max-over-use-percent", maxOverUsePercent, 100);
        between("min-tokens-per-second", minTokensPerSecond, 1_000_000_000);
    }

    /** @throws IllegalArgumentException naming the key whose value can't be used */
    static Gates from(Config config) {
        Set<ImageRule> demanded = EnumSet.of(ImageRule.SECRET_IN_LAYER, ImageRule.SECRET_IN_ENVIRONMENT);
        demand(config, "require-non-root", ImageRule.RUNS_AS_ROOT, demanded);
        demand(config, "require-health-check", ImageRule.NO_HEALTH_CHECK, demanded);
        demand(config, "forbid-setuid", ImageRule.PRIVILEGED_FILE, demanded);
        demand(config, "require-pinned-base", ImageRule.BASE_NOT_PINNED, demanded);
        return new Gates(
                severity(config, "max-severity"),
                severity(config, "unrated-severity"),
                demanded,
                config.getValue(PREFIX + "max-over-use-percent", Integer.class),
                config.getValue(PREFIX + "min-tokens-per-second", Integer.class));
    }

    private static void demand(Config config, String key, ImageRule rule, Set<ImageRule> demanded) {
        if (config.getValue(PREFIX + key, Boolean.class)) {
            demanded.add(rule);
        }
    }

    private static Severity severity(Config config, String key) {
        String text = config.getValue(PREFIX + key, String.class);
        try {
            return Severity.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    PREFIX + key + ": '" + text + "' must be none, low, medium, high or critical", e);
        }
    }

    private static void between(String key, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(PREFIX + key + ": " + value + " must be from 0 to " + most);
        }
    }

    /** Every gate that refuses, and why; none when all let it pass. */
    List<Refusal> judge(List<StageReport> reports, @Nullable ResourceUse use, @Nullable Capacity capacity) {
        var refusals = new ArrayList<Refusal>();
        for (StageReport report : reports) {
            if (report.outcome() == StageOutcome.FAILED) {
                refusals.add(new Refusal(report.stage().text(), String.join("; ", report.notes())));
            }
            switch (report.stage()) {
                case IMAGE -> image(report, refusals);
                case INTERFACE -> all("interface", report.findings(), refusals);
                case VULNERABILITIES, SCANNERS, PACKAGES, BENCHMARK, RESOURCES -> {}
            }
        }
        vulnerabilities(reports, refusals);
        if (use != null) {
            overUse(use, refusals);
        }
        if (minTokensPerSecond > 0) {
            speed(capacity, refusals);
        }
        return refusals;
    }

    private void image(StageReport report, List<Refusal> refusals) {
        for (ImageRule rule : demanded.stream().sorted().toList()) {
            List<Finding> broken = report.findings().stream()
                    .filter(finding -> finding.rule().equals(rule.id()))
                    .toList();
            if (!broken.isEmpty()) {
                refusals.add(new Refusal(rule.id(), listed(broken)));
            }
        }
    }

    private static void all(String gate, List<Finding> findings, List<Refusal> refusals) {
        findings.forEach(finding -> refusals.add(new Refusal(gate, finding.rule() + ": " + finding.text())));
    }

    private void vulnerabilities(List<StageReport> reports, List<Refusal> refusals) {
        List<Finding> bad = reports.stream()
                .filter(report -> VULNERABILITIES.contains(report.stage()))
                .flatMap(report -> report.findings().stream())
                .filter(finding -> counted(finding).compareTo(maxSeverity) > 0)
                .toList();
        if (!bad.isEmpty()) {
            refusals.add(new Refusal(
                    "max-severity", "above " + maxSeverity.text() + " are " + bad.size() + ": " + listed(bad)));
        }
    }

    private Severity counted(Finding finding) {
        return finding.severity() == Severity.UNKNOWN ? unratedAs : finding.severity();
    }

    private void overUse(ResourceUse use, List<Refusal> refusals) {
        if (use.outOfMemory()) {
            refusals.add(new Refusal("over-use", "it ran out of twice the memory that it declares"));
        } else if (use.overUsePercent() > maxOverUsePercent) {
            refusals.add(new Refusal(
                    "over-use",
                    "it used %d bytes of memory, %d%% more than the %d that it declares; %d%% are let pass"
                            .formatted(
                                    use.peakMemoryBytes(),
                                    use.overUsePercent(),
                                    use.declaredMemoryBytes(),
                                    maxOverUsePercent)));
        }
    }

    private void speed(@Nullable Capacity capacity, List<Refusal> refusals) {
        long measured = capacity == null ? 0 : capacity.best().milliTokensPerSecond();
        if (measured < minTokensPerSecond * 1000L) {
            refusals.add(new Refusal(
                    "min-tokens-per-second",
                    "it makes %d.%03d tokens per second, %d are needed"
                            .formatted(measured / 1000, measured % 1000, minTokensPerSecond)));
        }
    }

    private static String listed(List<Finding> findings) {
        String first = findings.stream()
                .limit(SHOWN)
                .map(finding -> finding.subject().isEmpty()
                        ? finding.text()
                        : finding.rule() + " at " + finding.subject() + ": " + finding.text())
                .collect(Collectors.joining("; "));
        return findings.size() > SHOWN ? first + "; and " + (findings.size() - SHOWN) + " more" : first;
    }
}
