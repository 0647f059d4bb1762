package org.synapsesubnet.leaderboard;

import java.time.Instant;

/**
 * A score of this validator whose weights have been revealed. Terms and scores are in millionths.
 *
 * @param raw of its epoch alone
 * @param score smoothed
 * @param weight u16
 * @param inputs JSON: what each term was computed from
 */
public record PublishedScore(
        long epoch,
        int specVersion,
        int quality,
        int reliability,
        int speed,
        int raw,
        int score,
        int weight,
        String inputs,
        Instant scoredAt) {}
