package org.synapsesubnet.validator.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a challenge asked for, as far as an answer is measured by it.
 *
 * @param numPredict the most tokens of the answer
 * @param logprobs whether log-probabilities were asked for
 */
record ChallengeTerms(int numPredict, boolean logprobs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ChallengeTerms read(String request) {
        try {
            JsonNode body = JSON.readTree(request);
            return new ChallengeTerms(
                    body.path("options").path("num_predict").asInt(),
                    body.path("logprobs").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("request: no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
