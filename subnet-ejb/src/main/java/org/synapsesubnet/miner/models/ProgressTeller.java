package org.synapsesubnet.miner.models;

import java.time.Instant;
import org.synapsesubnet.api.fleet.FleetModelProgress;

/**
 * Tells the board of one pull or creation.
 *
 * @param work {@code pull} or {@code create}
 */
record ProgressTeller(ProgressBoard board, WantedModel model, String work, Instant startedAt) {

    void running(ProgressLine line) {
        tell("running", line);
    }

    void done() {
        tell("done", new ProgressLine("", "", 0, 0));
    }

    void failed(String why) {
        tell("failed", new ProgressLine(why, "", 0, 0));
    }

    private void tell(String state, ProgressLine line) {
        board.tell(new FleetModelProgress(
                model.miner(),
                model.name().text(),
                work,
                state,
                line.status(),
                line.digest(),
                line.total(),
                line.completed(),
                startedAt));
    }
}
