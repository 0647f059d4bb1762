package org.synapsesubnet.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.api.problem.ProblemException;

class PagingTest {
    @Test
    void beginsWithFiftyWhereNothingIsSaid() {
        assertThat(Paging.of(null, null)).isEqualTo(new Paging(0, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "ten", "", "99999999999", "1.5"})
    void refusesALimitOutOfRange(String limit) {
        assertThatThrownBy(() -> Paging.of("0", limit))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().errors())
                                .singleElement()
                                .hasToString("FieldError[field=limit, message=must be an integer within 1 to 100]"));
    }
}
