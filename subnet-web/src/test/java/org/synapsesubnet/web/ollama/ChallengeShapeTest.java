package org.synapsesubnet.web.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;
import org.synapsesubnet.validator.verification.ChallengeShape;
import org.synapsesubnet.validator.verification.ChallengeShape.Question;

/** Bodies of Ollama's clients go on to the miner as they came, so a challenge only has to be one that could come. */
class ChallengeShapeTest {

    @Test
    void isWhatAnOllamaClientMaySend() {
        String challenge = ChallengeShape.OLLAMA_LOGPROBS.write(
                new Question("tiny:latest", "", "Why is \"blue\" a colour?", 0.8, 7, 30, 4096, 3));

        OllamaRequest organic = OllamaRequest.read(Route.CHAT, challenge.getBytes(UTF_8));

        assertThat(organic.model()).isEqualTo("tiny:latest");
        assertThat(organic.streamed()).isTrue();
        assertThat(organic.maxTokens()).isEqualTo(30);
    }
}
