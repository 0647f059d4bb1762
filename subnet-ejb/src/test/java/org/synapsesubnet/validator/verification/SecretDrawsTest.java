package org.synapsesubnet.validator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SecretDrawsTest {

    private static final String SECRET = "07".repeat(32);

    @Test
    void theSameSecretAndLabelGiveTheSameNumbers() {
        assertThat(numbers(SECRET, "a")).isEqualTo(numbers(SECRET, "a"));
        assertThat(numbers(SECRET, "a")).doesNotContainAnyElementsOf(numbers(SECRET, "b"));
        assertThat(numbers(SECRET, "a")).doesNotContainAnyElementsOf(numbers("08".repeat(32), "a"));
    }

    @Test
    void coversARangeAndStaysWithinIt() {
        SecretDraws draws = new SecretDraws(SECRET, "dice");
        Map<Integer, Long> counts = IntStream.range(0, 6_000)
                .mapToObj(i -> draws.between(1, 6))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts).containsOnlyKeys(1, 2, 3, 4, 5, 6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(850L, 1_150L));
    }

    @Test
    void refusesASecretOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretDraws("abcd", "a"))
                .withMessageContaining("secretSeed: 2 bytes");
    }

    @Test
    void questionsHardlyRepeat() {
        Set<String> questions = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            questions.add(new PromptWriter(new SecretDraws(SECRET, "q" + i)).question());
        }
        assertThat(questions).hasSize(5_000).noneMatch(question -> question.contains("%"));
    }

    private static List<Long> numbers(String secret, String label) {
        SecretDraws draws = new SecretDraws(secret, label);
        return LongStream.generate(draws::next).limit(20).boxed().toList();
    }
}
