package org.synapsesubnet.axon.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.session.PendingOffer;
import org.synapsesubnet.api.session.SessionAcceptor;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.session.Validity;

class SessionBookTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SubnetId SUBNET = new SubnetId("embedded", 1);

    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final HotkeySigner validator = HotkeySigner.create(RANDOM);
    private final HotkeySigner axon = HotkeySigner.create(RANDOM);
    private final SessionBook book =
            new SessionBook(new SessionAcceptor(axon, SUBNET, validator.hotkey()::equals, clock, RANDOM), clock);

    @Test
    void theOldestSessionMakesRoomWhenAValidatorHasTooMany() throws Exception {
        String first = open();
        now.addAndGet(1);
        String second = open();
        for (int i = 2; i < SessionBook.SESSIONS_PER_VALIDATOR; i++) {
            now.addAndGet(1);
            open();
        }
        now.addAndGet(1);
        open();

        assertThat(book.size()).isEqualTo(SessionBook.SESSIONS_PER_VALIDATOR);
        assertThatThrownBy(() -> book.find(first))
                .isInstanceOf(SessionRefusedException.class)
                .hasMessage(SessionRefusal.SESSION_UNKNOWN.sentence());
        assertThat(book.find(second)).isNotNull();
    }

    @Test
    void endedSessionsAreSweptWhenAnotherOpens() throws Exception {
        open();
        now.addAndGet(60_000);
        open();

        assertThat(book.size()).isEqualTo(1);
    }

    private String open() throws SessionRefusedException {
        var offer =
                new PendingOffer(validator, axon.hotkey(), SUBNET, new Validity(now.get(), now.get() + 60_000), RANDOM);
        return book.open(offer.signed()).answer().sessionId();
    }
}
