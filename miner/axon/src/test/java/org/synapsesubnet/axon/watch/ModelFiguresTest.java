package org.synapsesubnet.axon.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.receipt.Outcome;

class ModelFiguresTest {

    private static final long MILLI = 1_000_000;

    private final ModelFigures figures = new ModelFigures();

    @Test
    void eachModelHasItsOwn() {
        figures.answered(
                "tiny:latest", Outcome.FINISHED, new AnswerTimes(40 * MILLI, 600 * MILLI, 20 * MILLI, 500 * MILLI, 10));
        figures.answered("large:8b", Outcome.FAILED, AnswerTimes.NONE);

        assertThat(text())
                .contains(
                        "synapse_axon_model_answers_total{gen_ai_request_model=\"tiny:latest\",outcome=\"finished\"} 1\n")
                .contains("synapse_axon_model_answers_total{gen_ai_request_model=\"large:8b\",outcome=\"failed\"} 1\n")
                .contains(
                        "gen_ai_server_time_to_first_token_seconds_bucket{gen_ai_request_model=\"tiny:latest\",le=\"0.05\"} 1\n")
                .contains(
                        "gen_ai_server_time_per_output_token_seconds_sum{gen_ai_request_model=\"tiny:latest\"} 0.050000000\n")
                .contains("synapse_axon_load_duration_seconds_sum{gen_ai_request_model=\"tiny:latest\"} 0.020000000\n")
                .contains("gen_ai_server_time_to_first_token_seconds_count{gen_ai_request_model=\"large:8b\"} 0\n");
    }

    @Test
    void withoutTheEnginesWordTheBytesCount() {
        assertThat(new AnswerTimes(100 * MILLI, 700 * MILLI, 0, 0, 7).perOutputToken())
                .isEqualTo(100 * MILLI);
        assertThat(new AnswerTimes(100 * MILLI, 700 * MILLI, 0, 0, 1).perOutputToken())
                .isZero();
    }

    @Test
    void noCallerMakesTheTextGrow() {
        for (int i = 0; i < ModelFigures.MOST + 20; i++) {
            figures.answered("model-" + i, Outcome.FINISHED, AnswerTimes.NONE);
        }
        figures.answered("", Outcome.FAILED, AnswerTimes.NONE);

        assertThat(text().lines().filter(line -> line.startsWith("synapse_axon_load_duration_seconds_count")))
                .hasSize(ModelFigures.MOST + 1);
        assertThat(text())
                .contains("synapse_axon_model_answers_total{gen_ai_request_model=\"other\",outcome=\"finished\"} 20\n")
                .contains("synapse_axon_model_answers_total{gen_ai_request_model=\"other\",outcome=\"failed\"} 1\n");
    }

    private String text() {
        var text = new StringBuilder();
        figures.writeTo(text);
        return text.toString();
    }
}
