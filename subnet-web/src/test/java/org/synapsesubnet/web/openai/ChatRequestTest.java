package org.synapsesubnet.web.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;

class ChatRequestTest {

    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void translatesSamplingParameters() {
        ChatRequest request = read("""
                "temperature":0.5,"top_p":0.9,"seed":7,"max_tokens":12,"stop":["a","b"],"frequency_penalty":1,
                "presence_penalty":-1,"user":"u","stream":true,"stream_options":{"include_usage":true}""");

        assertThat(request.body().get("options"))
                .hasToString("{\"temperature\":0.5,\"top_p\":0.9,\"frequency_penalty\":1.0,\"presence_penalty\":-1.0,"
                        + "\"seed\":7,\"stop\":[\"a\",\"b\"],\"num_predict\":12}");
        assertThat(request.streamed()).isTrue();
        assertThat(request.usageAsked()).isTrue();
        assertThat(request.maxTokens()).isEqualTo(12);
    }

    @Test
    void prefersTheNewerNameOfTheLengthLimit() {
        assertThat(read("\"max_tokens\":5,\"max_completion_tokens\":9").maxTokens())
                .isEqualTo(9);
    }

    @Test
    void joinsTextPartsAndTakesImagesFromDataUrls() {
        ChatRequest request = ChatRequest.read("""
                {"model":"tiny","messages":[{"role":"user","content":[{"type":"text","text":"a"},
                {"type":"text","text":"b"},{"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}}]}]}""".getBytes(UTF_8));

        assertThat(request.body().at("/messages/0").toString())
                .isEqualTo("{\"role\":\"user\",\"content\":\"ab\",\"images\":[\"QUJD\"]}");
    }

    @Test
    void translatesToolCallsAndTheirAnswers() {
        ChatRequest request = ChatRequest.read("""
                {"model":"tiny","tools":[{"type":"function","function":{"name":"add"}}],"messages":[
                {"role":"user","content":"1+1?"},
                {"role":"assistant","content":null,"tool_calls":[
                  {"id":"c1","type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"2"}]}""".getBytes(UTF_8));

        assertThat(request.body().at("/messages/1/tool_calls/0/function").toString())
                .isEqualTo("{\"name\":\"add\",\"arguments\":{\"a\":1}}");
        assertThat(request.body().at("/messages/2/tool_name").asText()).isEqualTo("add");
        assertThat(request.body().at("/tools/0/function/name").asText()).isEqualTo("add");
    }

    @Test
    void translatesResponseFormats() {
        assertThat(read("\"response_format\":{\"type\":\"json_object\"}")
                        .body()
                        .get("format")
                        .asText())
                .isEqualTo("json");
        assertThat(
                        read("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"object\"}}}")
                                .body()
                                .at("/format/type")
                                .asText())
                .isEqualTo("object");
    }

    @Test
    void takesDeveloperForSystem() {
        ChatRequest request =
                ChatRequest.read("{\"model\":\"tiny\",\"messages\":[{\"role\":\"developer\",\"content\":\"be brief\"}]}"
                        .getBytes(UTF_8));

        assertThat(request.body().at("/messages/0/role").asText()).isEqualTo("system");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "temperature":"hot"          | temperature        | temperature must be a number, not string
                    "temperature":3              | temperature        | temperature: 3 must be from 0 to 2
                    "top_p":-0.5                 | top_p              | top_p: -0.5 must be from 0 to 1
                    "n":2                        | n                  | n: 2 must be 1; one answer per request is made
                    "max_tokens":0               | max_tokens         | max_tokens: 0 must be from 1 to 1000000
                    "max_tokens":1.5             | max_tokens         | max_tokens must be an integer, not number
                    "stream":"yes"               | stream             | stream must be a boolean, not string
                    "stop":7                     | stop               | stop must be a string or an array of strings, not number
                    "stop":["a","b","c","d","e"] | stop               | stop: 5 sequences are more than the limit of 4
                    "top_logprobs":21            | top_logprobs       | top_logprobs: 21 must be from 0 to 20
                    "top_logprobs":2             | top_logprobs       | top_logprobs is only allowed when logprobs is true
                    "response_format":{"type":1} | response_format.type | response_format.type must be a string, not number
                    "stream_options":{}          | stream_options     | stream_options is only allowed when stream is true
                    "tools":{}                   | tools              | tools must be an array, not object
                    """)
    void namesTheFieldThatIsWrong(String fields, String field, String message) {
        GatewayError error = refusal("{\"model\":\"tiny\"," + MESSAGES + "," + fields + "}");

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"messages":[]}                                              | model
                    {"model":7}                                                  | model
                    {"model":"tiny"}                                             | messages
                    {"model":"tiny","messages":[]}                               | messages
                    {"model":"tiny","messages":[7]}                              | messages[0]
                    {"model":"tiny","messages":[{"role":"boss","content":"x"}]}  | messages[0].role
                    {"model":"tiny","messages":[{"role":"user","content":7}]}    | messages[0].content
                    {"model":"tiny","messages":[{"role":"user"}]}                | messages[0].content
                    """)
    void namesTheMessageThatIsWrong(String body, String field) {
        assertThat(refusal(body).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "''", "7", "{\"model\":\"tiny\"} x"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(refusal(body).status()).isEqualTo(400);
    }

    private static ChatRequest read(String fields) {
        return ChatRequest.read(("{\"model\":\"tiny\"," + MESSAGES + "," + fields + "}").getBytes(UTF_8));
    }

    private static GatewayError refusal(String body) {
        var caught = assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> ChatRequest.read(body.getBytes(UTF_8)))
                .actual();
        return caught.error();
    }
}
