package org.synapsesubnet.web.leaderboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.synapsesubnet.leaderboard.PublishedScore;
import org.synapsesubnet.web.problem.Json;

/** Explains a published score to people: each term with what it was computed from, and how the terms combine. */
final class ScoreWords {

    private static final Set<String> TOLD =
            Set.of("quality", "reliability", "speed", "scoreBefore", "evidence", "specification");

    private final PublishedScore score;
    private final JsonNode inputs;

    ScoreWords(PublishedScore score) {
        this.score = score;
        this.inputs = Json.tree(score.inputs());
    }

    /** One term: its name, its value and the words for it. */
    public record Term(String name, String value, String words) {}

    /** The term that costs the most, in one sentence. */
    String verdict() {
        String weakest = score.quality() <= score.reliability() && score.quality() <= score.speed()
                ? sentence("Quality", score.quality(), "quality")
                : score.reliability() <= score.speed()
                        ? sentence("Reliability", score.reliability(), "reliability")
                        : sentence("Speed", score.speed(), "speed");
        return "Score " + Figures.millionths(score.score()) + " after epoch " + score.epoch() + ". " + weakest;
    }

    private String sentence(String name, int value, String term) {
        return name + " " + Figures.millionths(value) + ": " + words(term) + ".";
    }

    List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("Quality", Figures.millionths(score.quality()), words("quality") + qualityParts()));
        terms.add(new Term("Reliability", Figures.millionths(score.reliability()), words("reliability")));
        terms.add(new Term("Speed", Figures.millionths(score.speed()), words("speed")));
        terms.add(new Term(
                "This epoch", Figures.millionths(score.raw()), "quality × reliability × the square root of speed"));
        terms.add(new Term(
                "Score",
                Figures.millionths(score.score()),
                "half of this epoch and half of the score before, which was "
                        + Figures.millionths(inputs.path("scoreBefore").asInt())));
        terms.add(new Term(
                "Weight",
                String.valueOf(score.weight()),
                "the square of the score against the best miner's, of 65535; this goes to the chain"));
        inputs.properties().stream()
                .filter(entry -> !TOLD.contains(entry.getKey()))
                .forEach(entry ->
                        terms.add(new Term(entry.getKey(), "", entry.getValue().toString())));
        return terms;
    }

    private String qualityParts() {
        JsonNode quality = inputs.path("quality");
        return quality.has("agreement")
                ? ". Agreement " + part(quality, "agreement") + ", closeness " + part(quality, "closeness")
                        + ", completeness " + part(quality, "completeness") + ", form " + part(quality, "form")
                : "";
    }

    private static String part(JsonNode quality, String name) {
        return Figures.millionths(quality.path(name).asInt());
    }

    private String words(String term) {
        return inputs.path(term).path("words").asText("nothing is known of how it came about");
    }
}
