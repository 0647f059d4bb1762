package org.synapsesubnet.web.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;

class OllamaRequestTest {

    @Test
    void streamsUnlessToldOtherwise() {
        assertThat(chat("").streamed()).isTrue();
        assertThat(chat(",\"stream\":null").streamed()).isTrue();
        assertThat(chat(",\"stream\":false").streamed()).isFalse();
    }

    @Test
    void readsTheLengthLimit() {
        assertThat(chat(",\"options\":{\"num_predict\":9}").maxTokens()).isEqualTo(9);
        assertThat(chat(",\"options\":{\"num_predict\":-1}").maxTokens()).isZero();
        assertThat(chat("").maxTokens()).isZero();
    }

    @Test
    void letsUnknownFieldsPass() {
        assertThat(chat(",\"think\":\"high\",\"new\":{\"deep\":[1,{\"model\":\"no\"}]}")
                        .model())
                .isEqualTo("tiny");
    }

    @Test
    void takesAPromptWithoutMessages() {
        assertThat(OllamaRequest.read(Route.GENERATE, "{\"model\":\"tiny\",\"prompt\":\"x\"}".getBytes(UTF_8))
                        .model())
                .isEqualTo("tiny");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"messages":[]}                                              | model is required
                    {"model":7}                                                  | model must be a string, not a number
                    {"model":"tiny"}                                             | messages must have at least one message
                    {"model":"tiny","messages":{}}                               | messages must be an array, not an object
                    {"model":"tiny","messages":[7]}                              | messages[0] must be an object, not a number
                    {"model":"tiny","messages":[{"content":"x"}]}                | messages[0].role is missing; it must be one of system, user, assistant, tool
                    {"model":"tiny","messages":[{"role":"boss"}]}                | messages[0].role: 'boss' must be one of system, user, assistant, tool
                    {"model":"tiny","messages":[{"role":"user","content":7}]}    | messages[0].content must be a string, not a number
                    {"model":"tiny","stream":"yes"}                              | stream must be a boolean, not a string
                    {"model":"tiny","options":7}                                 | options must be an object, not a number
                    {"model":"tiny","options":{"temperature":"hot"}}             | options.temperature must be a number, not a string
                    {"model":"tiny","options":{"top_p":2}}                       | options.top_p: 2 must be from 0 to 1
                    {"model":"tiny","options":{"num_predict":"x"}}               | options.num_predict must be an integer, not a string
                    {"model":"tiny","top_logprobs":21}                           | top_logprobs: 21 must be from 0 to 20
                    []                                                           | The request's body must be a JSON object
                    """)
    void namesWhatIsWrong(String body, String message) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> OllamaRequest.read(Route.CHAT, body.getBytes(UTF_8)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"model\":", "''", "{\"model\":\"tiny\",}", "{} {}"})
    void refusesMalformedJson(String body) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> OllamaRequest.read(Route.CHAT, body.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(400));
    }

    private static OllamaRequest chat(String fields) {
        return OllamaRequest.read(
                Route.CHAT,
                ("{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]" + fields + "}")
                        .getBytes(UTF_8));
    }
}
