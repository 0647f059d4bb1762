package org.synapsesubnet.registrar.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.Finding;
import org.synapsesubnet.api.passport.LoadPoint;
import org.synapsesubnet.api.passport.Refusal;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.api.passport.Severity;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;

class GatesTest {
    private static final Gates GATES =
            new Gates(Severity.MEDIUM, Severity.HIGH, Set.of(ImageRule.RUNS_AS_ROOT), 10, 100);
    private static final Capacity FAST = capacity(100_000);

    @ParameterizedTest
    @CsvSource({"NONE, false", "LOW, false", "MEDIUM, false", "HIGH, true", "CRITICAL, true", "UNKNOWN, true"})
    void vulnerabilitiesAreLetPassUpToASeverity(Severity severity, boolean refused) {
        List<Refusal> refusals =
                GATES.judge(List.of(found(VerificationStage.VULNERABILITIES, "CVE-1", severity)), null, FAST);

        assertThat(refusals).hasSize(refused ? 1 : 0);
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isEqualTo(new Refusal("max-severity", "above medium are 1: CVE-1 at bash 5: seen")));
    }

    @Test
    void whatNobodyDemandsIsNoReason() {
        assertThat(GATES.judge(
                        List.of(found(VerificationStage.IMAGE, ImageRule.NO_HEALTH_CHECK.id(), Severity.LOW)),
                        null,
                        FAST))
                .isEmpty();
    }

    @Test
    void aStageThatBrokeOffIsOne() {
        StageReport broken = new StageReport(
                VerificationStage.VULNERABILITIES,
                StageOutcome.FAILED,
                Instant.EPOCH,
                0,
                Map.of(),
                List.of(),
                List.of("a.json is no JSON"));

        assertThat(GATES.judge(List.of(broken), null, FAST))
                .containsExactly(new Refusal("vulnerabilities", "a.json is no JSON"));
    }

    @ParameterizedTest
    @CsvSource({"1100, 10, false, ''", "1110, 11, false, it used 1110 bytes", "1000, 0, true, it ran out of twice"})
    void memoryMayBeALittleMoreThanDeclared(long peak, int percent, boolean outOfMemory, String reason) {
        ResourceUse use = new ResourceUse(1000, peak, 0, 0, 0, 3, percent, outOfMemory);

        List<Refusal> refusals = GATES.judge(List.of(), use, FAST);

        assertThat(refusals).hasSize(reason.isEmpty() ? 0 : 1);
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.gate()).isEqualTo("over-use");
            assertThat(refusal.reason()).startsWith(reason);
        });
    }

    @Test
    void whoIsTooSlowIsToldBoth() {
        assertThat(GATES.judge(List.of(), null, capacity(99_950)))
                .containsExactly(
                        new Refusal("min-tokens-per-second", "it makes 99.950 tokens per second, 100 are needed"));
        assertThat(GATES.judge(List.of(), null, null)).hasSize(1);
    }

    @Test
    void manyFindingsAreCountedAndAFewShown() {
        List<StageReport> reports = List.of(new StageReport(
                VerificationStage.SCANNERS,
                StageOutcome.FOUND,
                Instant.EPOCH,
                0,
                Map.of(),
                Collections.nCopies(7, new Finding("CVE-1", Severity.CRITICAL, "bash 5", "seen")),
                List.of()));

        assertThat(GATES.judge(reports, null, FAST))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .startsWith("above medium are 7: CVE-1")
                        .endsWith("; and 2 more"));
    }

    @Test
    void aLimitThatIsNoneIsNamed() {
        assertThatThrownBy(() -> new Gates(Severity.LOW, Severity.LOW, Set.of(), 101, 0))
                .hasMessage("synapse.registrar.gate.max-over-use-percent: 101 must be from 0 to 100");
    }

    private static StageReport found(VerificationStage stage, String rule, Severity severity) {
        return new StageReport(
                stage,
                StageOutcome.FOUND,
                Instant.EPOCH,
                0,
                Map.of(),
                List.of(new Finding(rule, severity, "bash 5", "seen")),
                List.of());
    }

    private static Capacity capacity(long milliTokensPerSecond) {
        LoadPoint point = new LoadPoint(1, 1, 0, 1, milliTokensPerSecond, 1, 1);
        return new Capacity("tiny", point, List.of(point));
    }
}
