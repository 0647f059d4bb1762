package org.synapsesubnet.api.fleet;

import java.time.Instant;

/**
 * How far the fetching or making of a model is.
 *
 * @param work {@code pull} or {@code create}
 * @param state {@code running}, {@code done} or {@code failed}
 * @param status in the engine's words, or why it failed
 * @param digest of the part that is being fetched; empty for none
 * @param total bytes of that part; 0 for none
 * @param completed bytes of it that are there
 */
public record FleetModelProgress(
        String miner,
        String model,
        String work,
        String state,
        String status,
        String digest,
        long total,
        long completed,
        Instant startedAt) {

    /** Part that is done in hundredths; 0 where there is nothing to count. */
    public int percent() {
        return total <= 0 ? 0 : (int) Math.min(100, completed * 100 / total);
    }
}
