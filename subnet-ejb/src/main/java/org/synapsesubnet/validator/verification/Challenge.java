package org.synapsesubnet.validator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.validator.gateway.InferenceRequest;

/**
 * A synthetic request that one miner gets in one epoch.
 *
 * @param hotkey the miner
 * @param number 0 or more, of this miner's in the epoch
 * @param uid what the miner was called in the epoch's snapshot
 * @param model its full name
 * @param request JSON of {@code /api/chat} as it is sent
 * @param moment when it is due within a wave, in millionths of the time that the wave spreads over
 * @param probeSeed chooses the tokens that are probed
 */
record Challenge(Hotkey hotkey, int number, int uid, String model, String request, int moment, long probeSeed) {

    static final int MILLION = 1_000_000;

    private static final Caller VALIDATOR = new Caller("validator", Set.of(Role.USER), null, 1);

    Challenge {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " must be at least 0");
        }
        if (moment < 0 || moment >= MILLION) {
            throw new IllegalArgumentException("moment: " + moment + " must be from 0 to " + (MILLION - 1));
        }
    }

    KeyId key() {
        return KeyId.ofAddress(hotkey.address());
    }

    ChallengeTerms terms() {
        return ChallengeTerms.read(request);
    }

    InferenceRequest asRequest() {
        return new InferenceRequest(
                VALIDATOR,
                InferenceRequest.Face.OLLAMA,
                InferenceRequest.Route.CHAT,
                model,
                true,
                terms().numPredict(),
                request.getBytes(UTF_8));
    }
}
