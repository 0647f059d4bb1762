package org.synapsesubnet.validator.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/**
 * What is known of a miner's answers: sums in millionths, those of earlier epochs faded. It follows a registration, not
 * a uid.
 *
 * @param compared tokens of seeded re-execution
 * @param matched of those, the same
 * @param allowance of each compared token what its model's calibration allows of others, summed
 * @param error of {@link #closeness}
 * @param errors answers with log-probabilities
 * @param whole of {@link #completeness}
 * @param wholes answers compared
 * @param clean answers without a failed check
 * @param answers all answers
 */
record Evidence(
        long compared,
        long matched,
        long allowance,
        long error,
        long errors,
        long whole,
        long wholes,
        long clean,
        long answers) {

    static final Evidence NONE = new Evidence(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of older evidence a quarter is left after each epoch: all epochs before weigh a third of the last one. */
    private static final int FADES_TO = 4;

    /** Of a standard normal distribution: 95 % are below it. */
    private static final double Z = 1.645;

    private static final int NOTHING_KNOWN = Millionths.ONE / 2;

    static Evidence of(List<JudgedChallenge> challenges, Calibration calibration) {
        long compared = 0;
        long matched = 0;
        long allowance = 0;
        long error = 0;
        long errors = 0;
        long whole = 0;
        long wholes = 0;
        long clean = 0;
        long answers = 0;
        for (JudgedChallenge challenge : challenges) {
            if (challenge.outcome() != ChallengeOutcome.ANSWERED) {
                continue;
            }
            Calibration.Halves halves = calibration.of(challenge.model());
            answers++;
            clean += challenge.faults() == 0 ? 1 : 0;
            Integer tokens = challenge.comparedTokens();
            Integer same = challenge.matchedTokens();
            Integer length = challenge.completeness();
            if (tokens != null && same != null && length != null) {
                compared += tokens;
                matched += same;
                allowance += tokens * halves.others();
                whole += length;
                wholes++;
            }
            Long difference = challenge.logprobError();
            if (difference != null) {
                error += Millionths.hill(difference, halves.error());
                errors++;
            }
        }
        long one = Millionths.ONE;
        return new Evidence(
                compared * one,
                matched * one,
                allowance,
                error,
                errors * one,
                whole,
                wholes * one,
                clean * one,
                answers * one);
    }

    /** This epoch's evidence, together with what is left of what was known before. */
    Evidence after(Evidence before) {
        return new Evidence(
                compared + before.compared / FADES_TO,
                matched + before.matched / FADES_TO,
                allowance + before.allowance / FADES_TO,
                error + before.error / FADES_TO,
                errors + before.errors / FADES_TO,
                whole + before.whole / FADES_TO,
                wholes + before.wholes / FADES_TO,
                clean + before.clean / FADES_TO,
                answers + before.answers / FADES_TO);
    }

    /** How far the miner draws the tokens that the reference draws. */
    int agreement() {
        if (compared == 0) {
            return Millionths.ONE;
        }
        long half = Math.max(1, Millionths.divide(allowance * Millionths.ONE, compared));
        return Millionths.hill(leastShareOfOthers(compared - matched, compared), half);
    }

    /** How near its log-probabilities are to the reference's. */
    int closeness() {
        return errors == 0 ? Millionths.ONE : Millionths.of(error, errors);
    }

    /** How long its texts are against the reference's. */
    int completeness() {
        return wholes == 0 ? Millionths.ONE : Millionths.of(whole, wholes);
    }

    /** How many of its answers had the form they should. */
    int form() {
        return answers == 0 ? Millionths.ONE : Millionths.of(clean, answers);
    }

    int quality() {
        int words = compared == 0
                ? NOTHING_KNOWN
                : Millionths.times(
                        Millionths.times(agreement(), closeness()),
                        Millionths.square(Millionths.square(completeness())));
        return Millionths.times(words, Millionths.square(form()));
    }

    /**
     * The share of other tokens that the miner has at least, with 95 % confidence, in millionths: Wilson's score interval
     * (Journal of the American Statistical Association 22, 1927). One other token by chance among few isn't held against
     * a miner, many are.
     */
    static long leastShareOfOthers(long others, long tokens) {
        if (tokens <= 0) {
            return 0;
        }
        double count = tokens / 1e6;
        double share = (double) others / tokens;
        double middle = share + Z * Z / (2 * count);
        double half = Z * StrictMath.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count));
        double least = (middle - half) / (1 + Z * Z / count);
        return Math.clamp(StrictMath.round(least * 1e6), 0, Millionths.ONE);
    }

    void writeTo(ObjectNode node) {
        node.put("compared", compared)
                .put("matched", matched)
                .put("allowance", allowance)
                .put("error", error)
                .put("errors", errors)
                .put("whole", whole)
                .put("wholes", wholes)
                .put("clean", clean)
                .put("answers", answers);
    }

    static Evidence read(JsonNode node) {
        return new Evidence(
                node.path("compared").asLong(),
                node.path("matched").asLong(),
                node.path("allowance").asLong(),
                node.path("error").asLong(),
                node.path("errors").asLong(),
                node.path("whole").asLong(),
                node.path("wholes").asLong(),
                node.path("clean").asLong(),
                node.path("answers").asLong());
    }
}
