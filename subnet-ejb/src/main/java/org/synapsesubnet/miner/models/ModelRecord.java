package org.synapsesubnet.miner.models;

import java.time.Instant;

/**
 * What is remembered of a model, wanted or not.
 *
 * @param revision of the wanted model when this was written, 0 for one that isn't wanted
 * @param reason in words; empty where the state says it all
 * @param failures in a row
 * @param retryAt nothing is tried before
 * @param digest what the engine says of it; empty while it isn't there
 * @param loadedOn replicas that have it in memory
 * @param recipe what it was made of here; empty for one that wasn't
 * @param madeDigest what came of it
 * @param usedAt when it was last wanted or seen in memory
 */
record ModelRecord(
        String miner,
        ModelName name,
        long revision,
        ModelState state,
        ModelFault fault,
        String reason,
        int failures,
        Instant retryAt,
        String digest,
        long sizeBytes,
        int loadedOn,
        String recipe,
        String madeDigest,
        Instant usedAt) {

    /** Nothing is tried again before an operator says so. */
    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final int REASON_LENGTH = 500;

    ModelRecord {
        reason = reason.length() > REASON_LENGTH ? reason.substring(0, REASON_LENGTH) : reason;
    }

    static ModelRecord fresh(String miner, ModelName name, long revision, Instant now) {
        return new ModelRecord(
                miner,
                name,
                revision,
                ModelState.WAITING,
                ModelFault.NONE,
                "",
                0,
                Instant.EPOCH,
                "",
                0,
                0,
                "",
                "",
                now);
    }

    /** The same model under a wanted model's present revision: failures of another one are forgotten. */
    ModelRecord under(long present) {
        return revision == present ? this : told(present, state, ModelFault.NONE, "", 0, Instant.EPOCH);
    }

    ModelRecord standing(ModelState now, String why) {
        return told(revision, now, fault, why, failures, retryAt);
    }

    /** Nothing is wrong, or no longer. */
    ModelRecord well(ModelState now) {
        return told(revision, now, ModelFault.NONE, "", 0, Instant.EPOCH);
    }

    /** Something is missing that others may bring; that counts as no failure. */
    ModelRecord lacks(ModelFault what, String words) {
        return told(revision, ModelState.FAILED, what, words, 0, Instant.EPOCH);
    }

    ModelRecord failed(ModelFault why, String words, Instant retry) {
        return told(revision, ModelState.FAILED, why, words, failures + 1, retry);
    }

    /** The same thing on the engine, of which something else is told. */
    private ModelRecord told(long ofRevision, ModelState now, ModelFault why, String words, int failed, Instant retry) {
        return new ModelRecord(
                miner,
                name,
                ofRevision,
                now,
                why,
                words,
                failed,
                retry,
                digest,
                sizeBytes,
                loadedOn,
                recipe,
                madeDigest,
                usedAt);
    }

    ModelRecord seen(String nowDigest, long nowSize, int nowLoadedOn, Instant nowUsedAt) {
        return new ModelRecord(
                miner,
                name,
                revision,
                state,
                fault,
                reason,
                failures,
                retryAt,
                nowDigest,
                nowSize,
                nowLoadedOn,
                recipe,
                madeDigest,
                nowUsedAt);
    }

    ModelRecord made(String of, String result) {
        return new ModelRecord(
                miner,
                name,
                revision,
                state,
                ModelFault.NONE,
                "",
                0,
                Instant.EPOCH,
                digest,
                sizeBytes,
                loadedOn,
                of,
                result,
                usedAt);
    }

    boolean rests(Instant now) {
        return now.isBefore(retryAt);
    }
}
