package org.synapsesubnet.api.session;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * The axon's half of a handshake: judges an offer and answers it. It remembers nothing; that an offer isn't used twice
 * is for the caller to see to. Checks go from cheap to dear: the signature comes last.
 */
public final class SessionAcceptor {

    private final HotkeySigner axon;
    private final SubnetId subnet;
    private final Predicate<Hotkey> serves;
    private final InstantSource clock;
    private final SecureRandom random;

    /** @param serves whether to serve a validator; may change its mind */
    public SessionAcceptor(
            HotkeySigner axon, SubnetId subnet, Predicate<Hotkey> serves, InstantSource clock, SecureRandom random) {
        this.axon = axon;
        this.subnet = subnet;
        this.serves = serves;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Both ends of a session that was accepted.
     *
     * @param answer for the validator
     * @param session for the axon
     */
    public record Accepted(SignedAnswer answer, EstablishedSession session) {}

    /** Takes the offer, or says by the exception's {@link SessionRefusal} why not. */
    public Accepted accept(SignedOffer signed) throws SessionRefusedException {
        SessionOffer offer = signed.offer();
        long now = clock.millis();
        refuseStranger(offer);
        refuseWrongTime(offer.validity(), now);
        if (!signed.authentic()) {
            throw new SessionRefusedException(SessionRefusal.SIGNATURE_WRONG, "offer of " + offer.sender());
        }
        var ephemeral = new EphemeralKey(random);
        byte[] sessionId = new byte[SessionAnswer.SESSION_ID_BYTES];
        random.nextBytes(sessionId);
        // By the axon's clock, ending when the offer does.
        long end = Math.min(offer.validity().expiresAtMillis(), now + Validity.LONGEST_MILLIS);
        var answer = new SessionAnswer(
                LowerHex.of(sessionId),
                offer.message().sha256(),
                axon.hotkey(),
                ephemeral.publicKey(),
                new Validity(now, end));
        try {
            var key = SessionKey.derive(ephemeral.agree(offer.ephemeralKey()), offer, answer);
            return new Accepted(
                    SignedAnswer.by(axon, answer),
                    new EstablishedSession(answer.sessionId(), offer.sender(), key, answer.validity()));
        } catch (IllegalArgumentException e) {
            throw new SessionRefusedException(SessionRefusal.OFFER_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void refuseStranger(SessionOffer offer) throws SessionRefusedException {
        if (!offer.subnet().chainId().equals(subnet.chainId())) {
            throw new SessionRefusedException(SessionRefusal.CHAIN_WRONG, "this axon serves " + subnet.chainId());
        }
        if (offer.subnet().netuid() != subnet.netuid()) {
            throw new SessionRefusedException(SessionRefusal.NETUID_WRONG, "this axon serves " + subnet.netuid());
        }
        if (!offer.receiver().equals(axon.hotkey())) {
            throw new SessionRefusedException(SessionRefusal.RECEIVER_WRONG, "this axon is " + axon.hotkey());
        }
        if (!serves.test(offer.sender())) {
            throw new SessionRefusedException(
                    SessionRefusal.SENDER_UNKNOWN, offer.sender().address());
        }
    }

    private static void refuseWrongTime(Validity validity, long now) throws SessionRefusedException {
        if (validity.isOverAt(now)) {
            throw new SessionRefusedException(SessionRefusal.OFFER_EXPIRED);
        }
        if (Math.abs(now - validity.issuedAtMillis()) > RequestSeal.WINDOW_MILLIS) {
            throw new SessionRefusedException(
                    SessionRefusal.OFFER_STALE,
                    "issued at %d, the axon has %d".formatted(validity.issuedAtMillis(), now));
        }
    }
}
