package org.synapsesubnet.axon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String STREAM = "{\"message\":{\"content\":\"done: true ü\"},\"done\":false}\n"
            + "{\"logprobs\":[{\"done\":true,\"eval_count\":99}],\"done\":false}\n"
            + "{\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":7}\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void findsTheCountsHoweverTheAnswerIsCut(int pieceLength) {
        AnswerReader reader = read(STREAM, pieceLength);

        assertThat(reader.done()).isTrue();
        assertThat(reader.promptTokens()).isEqualTo(5);
        assertThat(reader.completionTokens()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"done\":false}\n",
                "{\"done\":\"true\"}\n",
                "{\"a\":{\"done\":true}}\n",
                "{\"done\":true}\nthis is no JSON\n",
                "<html>done</html>"
            })
    void doesNotTakeAnythingElseForTheEnd(String answer) {
        assertThat(read(answer, 3).done()).isFalse();
    }

    @Test
    void takesNoCountBelowZero() {
        assertThat(read("{\"eval_count\":-7}", 100).completionTokens()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"tiny\"} | tiny",
                "{\"options\":{\"model\":\"x\"},\"model\":\"tiny\"} | tiny",
                "{\"options\":{\"model\":\"x\"}} | ''",
                "{\"model\":5} | ''",
                "[\"model\"] | ''",
                "{\"model | ''"
            })
    void findsTheModelThatARequestAsksFor(String body, String model) {
        assertThat(AskedModel.in(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(model);
    }

    private static AnswerReader read(String answer, int pieceLength) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        var reader = new AnswerReader();
        for (int from = 0; from < bytes.length; from += pieceLength) {
            reader.read(bytes, from, Math.min(bytes.length, from + pieceLength));
        }
        return reader;
    }
}
