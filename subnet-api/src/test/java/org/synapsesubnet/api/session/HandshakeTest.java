package org.synapsesubnet.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.Sha256;

class HandshakeTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SubnetId SUBNET = new SubnetId("embedded", 1);

    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private final HotkeySigner axon = HotkeySigner.create(RANDOM);
    private final SessionAcceptor acceptor = acceptorOf(axon);

    @Test
    void bothSidesEndWithTheSameKey() throws Exception {
        PendingOffer offer = offer(SUBNET, axon.hotkey(), NOW);

        SessionAcceptor.Accepted accepted =
                acceptor.accept(SignedOffer.fromJson(offer.signed().toJson()));
        EstablishedSession mine =
                offer.conclude(SignedAnswer.fromJson(accepted.answer().toJson()));

        RequestSeal seal = seal(mine.sessionId());
        assertThat(accepted.session().key().matches(seal, mine.key().mac(seal))).isTrue();
        assertThat(accepted.session().peer()).isEqualTo(validator.hotkey());
        assertThat(mine.peer()).isEqualTo(axon.hotkey());
        assertThat(mine.validity()).isEqualTo(accepted.session().validity());
    }

    @Test
    void twoSessionsShareNoKey() throws Exception {
        EstablishedSession one = establish();
        EstablishedSession other = establish();

        assertThat(one.key().mac(seal(one.sessionId())))
                .isNotEqualTo(other.key().mac(seal(one.sessionId())));
    }

    @Test
    void theMacCoversEveryPartOfTheRequest() throws Exception {
        EstablishedSession session = establish();
        String id = session.sessionId();
        String hash = Sha256.hexOf(new byte[] {1});
        String nonce = "00".repeat(16);
        var sealed = new RequestSeal(id, "POST", "/api/chat?a=1", hash, NOW, nonce);
        String mac = session.key().mac(sealed);

        assertThat(session.key().matches(sealed, mac)).isTrue();
        assertThat(new RequestSeal[] {
                    new RequestSeal("ab".repeat(16), "POST", "/api/chat?a=1", hash, NOW, nonce),
                    new RequestSeal(id, "PUT", "/api/chat?a=1", hash, NOW, nonce),
                    new RequestSeal(id, "POST", "/api/chat?a=2", hash, NOW, nonce),
                    new RequestSeal(id, "POST", "/api/chat?a=1", Sha256.hexOf(new byte[] {2}), NOW, nonce),
                    new RequestSeal(id, "POST", "/api/chat?a=1", hash, NOW + 1, nonce),
                    new RequestSeal(id, "POST", "/api/chat?a=1", hash, NOW, "01".repeat(16)),
                })
                .noneMatch(other -> session.key().matches(other, mac));
    }

    @Test
    void refusesAnOfferForAnotherChainNetuidOrAxon() {
        assertRefused(
                SessionRefusal.CHAIN_WRONG,
                () -> acceptor.accept(
                        offer(new SubnetId("evm", 1), axon.hotkey(), NOW).signed()));
        assertRefused(
                SessionRefusal.NETUID_WRONG,
                () -> acceptor.accept(
                        offer(new SubnetId("embedded", 2), axon.hotkey(), NOW).signed()));
        assertRefused(
                SessionRefusal.RECEIVER_WRONG,
                () -> acceptor.accept(offer(SUBNET, validator.hotkey(), NOW).signed()));
    }

    @Test
    void servesNobodyWhenNoValidatorIsNamed() {
        var closed = new SessionAcceptor(axon, SUBNET, stranger -> false, clock(), RANDOM);

        assertRefused(
                SessionRefusal.SENDER_UNKNOWN,
                () -> closed.accept(offer(SUBNET, axon.hotkey(), NOW).signed()));
    }

    @Test
    void refusesAnOfferFromAnotherTimeInBothDirections() {
        for (long skew : new long[] {-5_001, 5_001}) {
            assertRefused(
                    SessionRefusal.OFFER_STALE,
                    () -> acceptor.accept(
                            offer(SUBNET, axon.hotkey(), NOW + skew).signed()));
        }
        assertRefused(
                SessionRefusal.OFFER_EXPIRED,
                () -> acceptor.accept(offer(SUBNET, axon.hotkey(), NOW - 60_000).signed()));
    }

    @Test
    void refusesAnOfferThatSomebodyElseSigned() {
        SignedOffer genuine = offer(SUBNET, axon.hotkey(), NOW).signed();
        SignedOffer forged = new SignedOffer(
                genuine.offer(),
                HotkeySigner.create(RANDOM).sign(genuine.offer().message()).signature());

        assertRefused(SessionRefusal.SIGNATURE_WRONG, () -> acceptor.accept(forged));
    }

    @Test
    void refusesAnOfferWithAKeyThatForcesTheSecret() {
        SignedOffer offer = SignedOffer.by(
                validator,
                new SessionOffer(
                        SUBNET, validator.hotkey(), axon.hotkey(), "00".repeat(32), new Validity(NOW, NOW + 60_000)));

        assertRefused(SessionRefusal.OFFER_MALFORMED, () -> acceptor.accept(offer));
    }

    @Test
    void refusesTheAnswerOfAnotherAxon() throws Exception {
        HotkeySigner impostor = HotkeySigner.create(RANDOM);
        PendingOffer toImpostor = offer(SUBNET, impostor.hotkey(), NOW);
        SignedAnswer answer = acceptorOf(impostor).accept(toImpostor.signed()).answer();

        assertRefused(
                SessionRefusal.ANSWER_WRONG,
                () -> offer(SUBNET, axon.hotkey(), NOW).conclude(answer));
    }

    @Test
    void refusesAnAnswerThatPretendsToBeTheAxons() throws Exception {
        PendingOffer offer = offer(SUBNET, axon.hotkey(), NOW);
        SessionAnswer genuine = acceptor.accept(offer.signed()).answer().answer();
        String signature = HotkeySigner.create(RANDOM).sign(genuine.message()).signature();

        assertRefused(SessionRefusal.SIGNATURE_WRONG, () -> offer.conclude(new SignedAnswer(genuine, signature)));
    }

    @Test
    void refusesTheAnswerToAnotherOffer() throws Exception {
        SignedAnswer old =
                acceptor.accept(offer(SUBNET, axon.hotkey(), NOW).signed()).answer();

        assertRefused(
                SessionRefusal.ANSWER_WRONG,
                () -> offer(SUBNET, axon.hotkey(), NOW).conclude(old));
    }

    @Test
    void refusesASpanThatIsEmptyOrTooLong() {
        assertThatThrownBy(() -> new Validity(NOW, NOW)).hasMessageContaining("expiresAt");
        assertThatThrownBy(() -> new Validity(NOW, NOW + 3_600_001)).hasMessageContaining("3600000");
        assertThatThrownBy(() -> new Validity(1, Long.MIN_VALUE)).hasMessageContaining("expiresAt");
    }

    @Test
    void theKeyShowsNothing() throws Exception {
        assertThat(establish().toString()).contains("hidden");
    }

    private EstablishedSession establish() throws SessionRefusedException {
        PendingOffer offer = offer(SUBNET, axon.hotkey(), NOW);
        return offer.conclude(acceptor.accept(offer.signed()).answer());
    }

    private PendingOffer offer(SubnetId subnet, Hotkey receiver, long issuedAt) {
        return new PendingOffer(validator, receiver, subnet, new Validity(issuedAt, issuedAt + 60_000), RANDOM);
    }

    private SessionAcceptor acceptorOf(HotkeySigner signer) {
        return new SessionAcceptor(signer, SUBNET, validator.hotkey()::equals, clock(), RANDOM);
    }

    private static InstantSource clock() {
        return InstantSource.fixed(Instant.ofEpochMilli(NOW));
    }

    private static RequestSeal seal(String sessionId) {
        return new RequestSeal(sessionId, "GET", "/", Sha256.hexOf(new byte[0]), NOW, "00".repeat(16));
    }

    private static void assertRefused(SessionRefusal refusal, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(SessionRefusedException.class))
                .extracting(SessionRefusedException::refusal)
                .isEqualTo(refusal);
    }
}
