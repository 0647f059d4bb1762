package org.synapsesubnet.web.fleet;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.fleet.FleetModelProgress;
import org.synapsesubnet.miner.models.ProgressBoard;
import org.synapsesubnet.web.problem.Json;

/**
 * Writes progress as Server-Sent Events until the listener leaves: first all there is, then what has changed, at most
 * five times a second.
 */
final class ProgressEvents implements StreamingOutput {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 200;
    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final ProgressBoard board;
    private final @Nullable String miner;

    /** @param miner whose progress is told; null for that of all */
    ProgressEvents(ProgressBoard board, @Nullable String miner) {
        this.board = board;
        this.miner = miner;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Map<String, FleetModelProgress> told = new HashMap<>();
        ProgressBoard.Sheet sheet = board.sheet();
        try {
            while (true) {
                int news = tell(out, sheet, told);
                if (news == 0) {
                    out.write(ALIVE);
                }
                out.flush();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                sheet = board.after(sheet.version(), SIGN_OF_LIFE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int tell(OutputStream out, ProgressBoard.Sheet sheet, Map<String, FleetModelProgress> told)
            throws IOException {
        int news = 0;
        for (FleetModelProgress progress : sheet.progress()) {
            boolean asked = miner == null || miner.equals(progress.miner());
            if (asked && !progress.equals(told.put(progress.miner() + " " + progress.model(), progress))) {
                out.write(("event: progress\ndata: " + Json.write(progress) + "\n\n").getBytes(StandardCharsets.UTF_8));
                news++;
            }
        }
        return news;
    }
}
