package org.synapsesubnet.web.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.leaderboard.PublishedScore;

class ScoreWordsTest {

    private static final String INPUTS = """
            {"specification":"e1","quality":{"words":"matched 2 of 6 tokens","agreement":210193,"closeness":101751,
            "completeness":958005,"form":1000000},"reliability":{"words":"answered 4 of 4"},
            "speed":{"words":"1.00 times the median"},"scoreBefore":17284,"moon":"full"}""";

    @Test
    void theWeakestTermIsTheVerdict() {
        assertThat(new ScoreWords(score(18_014, 1_000_000, 760_016, INPUTS)).verdict())
                .isEqualTo("Score 0.016 after epoch 3. Quality 0.018: matched 2 of 6 tokens.");
        assertThat(new ScoreWords(score(900_000, 250_000, 760_016, INPUTS)).verdict())
                .endsWith("Reliability 0.250: answered 4 of 4.");
        assertThat(new ScoreWords(score(900_000, 950_000, 760_016, INPUTS)).verdict())
                .endsWith("Speed 0.760: 1.00 times the median.");
    }

    @Test
    void eachTermIsToldWithWhatItComesFromAndUnknownInputsToo() {
        List<ScoreWords.Term> terms = new ScoreWords(score(18_014, 1_000_000, 760_016, INPUTS)).terms();

        assertThat(terms)
                .extracting(ScoreWords.Term::name)
                .containsExactly("Quality", "Reliability", "Speed", "This epoch", "Score", "Weight", "moon");
        assertThat(terms.getFirst().words()).contains("matched 2 of 6 tokens. Agreement 0.210, closeness 0.102");
        assertThat(terms.get(4).words()).endsWith("which was 0.017");
    }

    @Test
    void inputsOfAnotherSpecificationAreNoFault() {
        assertThat(new ScoreWords(score(1, 2, 3, "{}")).verdict()).contains("nothing is known of how it came about");
    }

    @Test
    void figuresAreForPeople() {
        assertThat(Figures.coins(36_527_915_701L)).isEqualTo("36.527915701");
        assertThat(Figures.coins(10_000_000_000L)).isEqualTo("10");
        assertThat(Figures.coins(0)).isEqualTo("0");
        assertThat(Figures.millionths(null)).isEqualTo("–");
        assertThat(Figures.change(-432_000)).isEqualTo("-0.432");
        assertThat(Figures.percent(65_535)).isEqualTo("100.00 %");
        assertThat(Figures.sparkline(List.of(0, 1_000_000))).isEqualTo("2.0,20.0 94.0,2.0");
        assertThat(Figures.sparkline(List.of(1_000_000))).isEqualTo("2.0,2.0 94.0,2.0");
        assertThat(Figures.sparkline(List.of())).isEmpty();
    }

    private static PublishedScore score(int quality, int reliability, int speed, String inputs) {
        return new PublishedScore(3, 1, quality, reliability, speed, 15_704, 16_494, 42, inputs, Instant.EPOCH);
    }
}
