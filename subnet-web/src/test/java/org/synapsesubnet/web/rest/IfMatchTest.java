package org.synapsesubnet.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.problem.ProblemException;

class IfMatchTest {
    @Test
    void readsTags() {
        assertThat(IfMatch.of("\"a-1\" , \"b,2\"").tags()).containsExactlyInAnyOrder("a-1", "b,2");
    }

    @Test
    void takesAStarForAnything() {
        assertThat(IfMatch.of("*")).isEqualTo(new IfMatch(true, Set.of()));
    }

    @Test
    void tellsAbsenceFromAnything() {
        assertThat(IfMatch.of(null).present()).isFalse();
    }

    @Test
    void equatesAWeakTagWithNoStrongOne() {
        assertThat(IfMatch.of("W/\"a-1\"").tags()).doesNotContain("a-1").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-1", "\"a", "\"a\" \"b\"", "\"a\",", "*,\"a\""})
    void refusesWhatIsNoListOfTags(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .singleElement()
                                .hasFieldOrPropertyWithValue("field", "If-Match"));
    }
}
