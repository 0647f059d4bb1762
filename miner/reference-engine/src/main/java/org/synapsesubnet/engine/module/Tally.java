package org.synapsesubnet.engine.module;

import java.time.Duration;
import org.synapsesubnet.api.inference.InferenceResult;
import org.synapsesubnet.api.inference.ModuleMetrics;

/** Counts what came and went. Thread-safe. */
final class Tally {
    private long asked;
    private long failed;
    private long promptTokens;
    private long completionTokens;

    synchronized void asked() {
        asked++;
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void answered(InferenceResult result) {
        promptTokens += result.promptTokens();
        completionTokens += result.completionTokens();
    }

    synchronized ModuleMetrics metrics(int running, int waiting, Duration uptime) {
        return new ModuleMetrics(
                asked, failed, running, waiting, promptTokens, completionTokens, Math.max(0, uptime.toSeconds()));
    }
}
