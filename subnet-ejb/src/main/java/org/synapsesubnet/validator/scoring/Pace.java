package org.synapsesubnet.validator.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/**
 * How fast the median miner of each model is in an epoch: what speed is measured by, so that slow models and busy hours
 * don't count against anybody.
 */
final class Pace {

    /** Three times the median miner's time is worth one half. */
    private static final long HALF = 3L * Millionths.ONE;

    private final Map<String, Times> medianMiner = new HashMap<>();

    /**
     * @param token nanoseconds per token, ≥ 1
     * @param first nanoseconds to the first token, ≥ 1
     */
    record Times(long token, long first) {}

    /**
     * A miner's times against the median miner's, in millionths.
     *
     * @param speed the term
     */
    record Speed(int speed, long token, long first) {}

    Pace(Collection<List<JudgedChallenge>> byMiner) {
        Map<String, List<List<JudgedChallenge>>> byModel = new HashMap<>();
        for (List<JudgedChallenge> challenges : byMiner) {
            Map<String, List<JudgedChallenge>> answers = new HashMap<>();
            timed(challenges)
                    .forEach(challenge -> answers.computeIfAbsent(challenge.model(), any -> new ArrayList<>())
                            .add(challenge));
            answers.forEach((model, ofMiner) ->
                    byModel.computeIfAbsent(model, any -> new ArrayList<>()).add(ofMiner));
        }
        byModel.forEach((model, miners) -> medianMiner.put(
                model,
                new Times(
                        median(miners, miner -> median(miner, Pace::perToken)),
                        median(miners, miner -> median(miner, JudgedChallenge::firstTokenNanos)))));
    }

    /** Zero for a miner without an answer. */
    Speed of(List<JudgedChallenge> challenges) {
        List<JudgedChallenge> timed = timed(challenges);
        if (timed.isEmpty()) {
            return new Speed(0, 0, 0);
        }
        long token = median(
                timed, challenge -> against(perToken(challenge), of(challenge).token()));
        long first = median(
                timed,
                challenge -> against(challenge.firstTokenNanos(), of(challenge).first()));
        int product = Millionths.times(Millionths.hill(token, HALF), Millionths.hill(first, HALF));
        return new Speed(Millionths.root(product), token, first);
    }

    private Times of(JudgedChallenge challenge) {
        return medianMiner.getOrDefault(challenge.model(), new Times(1, 1));
    }

    /** At most a million times as slow, so that sums stay in their range. */
    private static long against(long own, long median) {
        return Math.min(own, median * Millionths.ONE) * Millionths.ONE / median;
    }

    private static long perToken(JudgedChallenge challenge) {
        return Math.max(1, challenge.totalNanos() / challenge.completionTokens());
    }

    private static List<JudgedChallenge> timed(List<JudgedChallenge> challenges) {
        return challenges.stream()
                .filter(challenge -> challenge.outcome() == ChallengeOutcome.ANSWERED)
                .filter(challenge -> challenge.completionTokens() > 0 && challenge.firstTokenNanos() > 0)
                .toList();
    }

    /** The lower one of two in the middle. */
    private static <T> long median(List<T> values, ToLongFunction<T> of) {
        long[] sorted = values.stream().mapToLong(of).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }
}
