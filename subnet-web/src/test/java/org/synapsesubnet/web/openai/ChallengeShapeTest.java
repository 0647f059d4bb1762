package org.synapsesubnet.web.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.validator.verification.ChallengeShape;
import org.synapsesubnet.validator.verification.ChallengeShape.Question;

/** A miner that could tell a validator's challenge from a customer's request would serve only one of them well. */
class ChallengeShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_LOGPROBS|\"temperature\":0.8,\"seed\":7,\"max_tokens\":30,\"logprobs\":true,\"top_logprobs\":3",
                "OPENAI_SEEDED|\"max_tokens\":30,\"seed\":7,\"temperature\":0.8",
                "OPENAI_GREEDY|\"temperature\":0,\"max_tokens\":30"
            })
    void isToTheByteWhatTheOpenAiFaceSends(ChallengeShape shape, String parameters) {
        ChatRequest organic = ChatRequest.read(("""
                {"model":"tiny","messages":[{"role":"system","content":"Be brief."},\
                {"role":"user","content":"Why is \\"blue\\" a colour?"}],"stream":true,"stream_options":\
                {"include_usage":true},""" + parameters + "}").getBytes(UTF_8));

        String challenge =
                shape.write(new Question("tiny", "Be brief.", "Why is \"blue\" a colour?", 0.8, 7, 30, 4096, 3));

        assertThat(challenge).isEqualTo(organic.body().toString());
    }
}
