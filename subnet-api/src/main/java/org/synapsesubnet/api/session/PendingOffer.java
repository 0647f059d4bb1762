package org.synapsesubnet.api.session;

import java.security.SecureRandom;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;

/** The validator's half of a handshake: an offer that is under way, and the ephemeral key behind it. */
public final class PendingOffer {

    private final EphemeralKey ephemeral;
    private final SignedOffer signed;

    public PendingOffer(HotkeySigner validator, Hotkey axon, SubnetId subnet, Validity validity, SecureRandom random) {
        this.ephemeral = new EphemeralKey(random);
        this.signed = SignedOffer.by(
                validator, new SessionOffer(subnet, validator.hotkey(), axon, ephemeral.publicKey(), validity));
    }

    public SignedOffer signed() {
        return signed;
    }

    /**
     * Closes the handshake with the axon's answer.
     *
     * @throws SessionRefusedException when the answer is to another offer, by another hotkey, outlives the offer, or
     *     isn't signed by the axon
     */
    public EstablishedSession conclude(SignedAnswer reply) throws SessionRefusedException {
        SessionOffer offer = signed.offer();
        SessionAnswer answer = reply.answer();
        if (!answer.sender().equals(offer.receiver())) {
            throw new SessionRefusedException(
                    SessionRefusal.ANSWER_WRONG,
                    "it comes from %s instead of %s".formatted(answer.sender(), offer.receiver()));
        }
        if (!answer.offerDigest().equals(offer.message().sha256())) {
            throw new SessionRefusedException(SessionRefusal.ANSWER_WRONG, "it answers another offer");
        }
        if (answer.validity().expiresAtMillis() > offer.validity().expiresAtMillis()) {
            throw new SessionRefusedException(SessionRefusal.ANSWER_WRONG, "it outlives the offer");
        }
        if (!reply.authentic()) {
            throw new SessionRefusedException(SessionRefusal.SIGNATURE_WRONG, "answer of " + answer.sender());
        }
        try {
            var key = SessionKey.derive(ephemeral.agree(answer.ephemeralKey()), offer, answer);
            return new EstablishedSession(answer.sessionId(), answer.sender(), key, answer.validity());
        } catch (IllegalArgumentException e) {
            throw new SessionRefusedException(SessionRefusal.ANSWER_WRONG, String.valueOf(e.getMessage()));
        }
    }
}
