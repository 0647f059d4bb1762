package org.synapsesubnet.validator.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.synapsesubnet.validator.verification.ChallengeOutcome;
import org.synapsesubnet.validator.verification.JudgedChallenge;

/** Writes the inputs of a score as JSON: numbers to compute it again, and for each term a sentence to understand it. */
final class Explanation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIDENCE = "evidence";

    private Explanation() {}

    static String of(
            List<JudgedChallenge> challenges,
            Calibration calibration,
            Evidence evidence,
            Outcomes outcomes,
            Pace.Speed speed,
            Score before) {
        ObjectNode node = JSON.createObjectNode();
        node.put("specification", ScoringSpec.hash());
        ObjectNode quality = node.putObject("quality");
        quality.put("words", qualityInWords(challenges))
                .put("agreement", evidence.agreement())
                .put("closeness", evidence.closeness())
                .put("completeness", evidence.completeness())
                .put("form", evidence.form());
        ObjectNode halves = quality.putObject("calibration");
        challenges.stream()
                .map(JudgedChallenge::model)
                .distinct()
                .forEach(model -> halves.putObject(model)
                        .put("error", calibration.of(model).error())
                        .put("others", calibration.of(model).others()));
        ObjectNode reliability = node.putObject("reliability");
        reliability.put(
                "words", "answered %d of %d".formatted(outcomes.of(ChallengeOutcome.ANSWERED), outcomes.asked()));
        outcomes.counts().forEach((outcome, count) -> reliability.put(outcome.text(), count));
        node.putObject("speed")
                .put("words", speedInWords(speed))
                .put("timePerToken", speed.token())
                .put("timeToFirstToken", speed.first());
        node.put("scoreBefore", before.score());
        evidence.writeTo(node.putObject(EVIDENCE));
        return node.toString();
    }

    /** The evidence that an earlier explanation wrote down. */
    static Evidence evidenceIn(String inputs) {
        try {
            return Evidence.read(JSON.readTree(inputs).path(EVIDENCE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("inputs of a score are no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String qualityInWords(List<JudgedChallenge> challenges) {
        int compared =
                sum(challenges.stream().map(JudgedChallenge::comparedTokens).toList());
        int matched =
                sum(challenges.stream().map(JudgedChallenge::matchedTokens).toList());
        long faults =
                challenges.stream().filter(challenge -> challenge.faults() > 0).count();
        String tokens = compared == 0
                ? "not checked against the reference"
                : "matched %d of %d tokens".formatted(matched, compared);
        String errors = challenges.stream()
                .map(JudgedChallenge::logprobError)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .stream()
                .mapToObj(error -> String.format(Locale.ROOT, ", log-probabilities off by up to %.6f nat", error / 1e6))
                .findFirst()
                .orElse("");
        return tokens + errors + (faults == 0 ? "" : ", %d answers failed a check".formatted(faults));
    }

    private static String speedInWords(Pace.Speed speed) {
        return speed.first() == 0
                ? "no answer to time"
                : String.format(
                        Locale.ROOT,
                        "%.2f times the median miner's time per token, %.2f times its time to the first",
                        speed.token() / 1e6,
                        speed.first() / 1e6);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }
}
