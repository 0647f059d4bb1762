package org.synapsesubnet.registrar.verification;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.api.passport.StageOutcome;
import org.synapsesubnet.api.passport.StageReport;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.container.EngineException;

/** Runs stages and keeps their reports. A stage that fails is told in its report, and the next one goes on. */
final class StageLog {

    /** What a stage does. */
    interface Work {
        void look(StageNotes notes) throws IOException, EngineException, InterruptedException;
    }

    private final InstantSource clock;
    private final Progress progress;
    private final List<StageReport> reports = new ArrayList<>();

    StageLog(InstantSource clock, Progress progress) {
        this.clock = clock;
        this.progress = progress;
    }

    List<StageReport> reports() {
        return List.copyOf(reports);
    }

    /**
     * @return whether the stage could be carried out
     * @throws EngineException when the engine is out of reach, so that no further stage would fare better
     */
    boolean run(VerificationStage stage, Work work) throws EngineException, InterruptedException {
        progress.enters(stage);
        Instant start = clock.instant();
        StageNotes notes = new StageNotes();
        boolean failed = false;
        try {
            work.look(notes);
        } catch (IOException e) {
            failed = true;
            notes.note(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (EngineException e) {
            if (Thread.currentThread().isInterrupted() || e.isEngineLost()) {
                throw e;
            }
            failed = true;
            notes.note(String.valueOf(e.getMessage()));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        StageReport report = new StageReport(
                stage,
                failed ? StageOutcome.FAILED : notes.outcome(),
                start.truncatedTo(ChronoUnit.MILLIS),
                Duration.between(start, clock.instant()).toMillis(),
                notes.tools(),
                notes.worst(),
                notes.notes());
        reports.add(report);
        progress.ended(report);
        return !failed;
    }
}
