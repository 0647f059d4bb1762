package org.synapsesubnet.miner.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.miner.health.Verdict.Finding;

class PatientTest {

    private static final Instant MADE = Instant.parse("2026-11-25T12:00:00Z");
    private static final HealthSettings SETTINGS = new HealthSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            2,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));

    private final Patient patient = new Patient(MADE, SETTINGS);

    @Test
    void anEngineMayTakeItsTimeToStart() {
        patient.missed("refused", MADE.plusSeconds(59));
        assertThat(patient.verdict()).isEqualTo(new Verdict(Finding.UNKNOWN, "refused"));

        patient.missed("refused", MADE.plusSeconds(60));
        assertThat(patient.verdict()).isEqualTo(new Verdict(Finding.SUSPECT, "refused"));
        patient.missed("refused", MADE.plusSeconds(61));
        assertThat(patient.verdict()).isEqualTo(new Verdict(Finding.DEAD, "refused"));
    }

    /** Who stands between may be at fault; the engine isn't replaced for that. */
    @Test
    void aQuestionThatDidNotReachItIsNoMiss() {
        patient.generated(Duration.ofMillis(3), MADE.plusSeconds(1));
        patient.unheard(MADE.plusSeconds(6));
        assertThat(patient.verdict().finding()).isEqualTo(Finding.WELL);
        assertThat(patient.ask(MADE.plusSeconds(6))).as("at the next look").isTrue();

        patient.missed("silent", MADE.plusSeconds(11));
        patient.unheard(MADE.plusSeconds(12));
        assertThat(patient.verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void onceWellItHasNoSuchTime() {
        patient.generated(Duration.ofMillis(3), MADE.plusSeconds(1));
        patient.missed("silent", MADE.plusSeconds(6));
        patient.missed("silent", MADE.plusSeconds(9));

        assertThat(patient.verdict().isDead()).isTrue();
    }

    @Test
    void oneTokenClearsASuspect() {
        patient.generated(Duration.ofMillis(3), MADE.plusSeconds(1));
        patient.missed("silent", MADE.plusSeconds(6));
        patient.generated(Duration.ofMillis(3), MADE.plusSeconds(9));
        patient.missed("silent", MADE.plusSeconds(14));

        assertThat(patient.verdict().finding()).isEqualTo(Finding.SUSPECT);
    }

    @Test
    void aSilentEngineThatWorksIsBusyForAWhile() {
        patient.generated(Duration.ofMillis(3), MADE);
        patient.worked("late", MADE.plusSeconds(5));
        patient.worked("late", MADE.plusSeconds(125));
        assertThat(patient.verdict().finding()).isEqualTo(Finding.BUSY);

        patient.worked("late", MADE.plusSeconds(126));
        patient.worked("late", MADE.plusSeconds(127));
        assertThat(patient.verdict())
                .isEqualTo(new Verdict(Finding.DEAD, "late, though it has been working for 122 s"));
    }

    @Test
    void slowIsMeasuredAgainstItsOwnPast() {
        for (int i = 0; i < 5; i++) {
            patient.generated(Duration.ofMillis(200), MADE.plusSeconds(i));
        }
        patient.generated(Duration.ofMillis(800), MADE.plusSeconds(6));
        assertThat(patient.verdict().finding()).isEqualTo(Finding.WELL);

        patient.generated(Duration.ofMillis(801), MADE.plusSeconds(7));
        assertThat(patient.verdict()).isEqualTo(new Verdict(Finding.SLOW, "a token took 801 ms, usual are 200"));
    }

    @Test
    void itIsAskedAgainOnlyAfterItsAnswer() {
        assertThat(patient.ask(MADE)).isTrue();
        assertThat(patient.ask(MADE.plusSeconds(100))).isFalse();

        patient.generated(Duration.ofMillis(3), MADE.plusSeconds(100));
        assertThat(patient.ask(MADE.plusSeconds(104))).isFalse();
        assertThat(patient.ask(MADE.plusSeconds(105))).isTrue();

        patient.missed("silent", MADE.plusSeconds(108));
        assertThat(patient.ask(MADE.plusSeconds(109))).isTrue();
    }
}
