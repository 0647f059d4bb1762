package org.synapsesubnet.validator.scoring;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/** How a miner's challenges of an epoch ended. */
record Outcomes(Map<ChallengeOutcome, Integer> counts) {

    static Outcomes of(List<JudgedChallenge> challenges) {
        Map<ChallengeOutcome, Integer> counts = new EnumMap<>(ChallengeOutcome.class);
        for (ChallengeOutcome outcome : ChallengeOutcome.values()) {
            counts.put(outcome, 0);
        }
        challenges.forEach(challenge -> counts.merge(challenge.outcome(), 1, Integer::sum));
        return new Outcomes(counts);
    }

    int of(ChallengeOutcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** Those that the miner had a chance to answer. */
    int asked() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - of(ChallengeOutcome.MISSED);
    }

    /** Busy counts half: it says so at once, and somebody else was served meanwhile. */
    int reliability() {
        int halves = 2 * of(ChallengeOutcome.ANSWERED) + of(ChallengeOutcome.BUSY);
        return asked() == 0 ? 0 : Millionths.of(halves, 2L * asked());
    }
}
