package org.synapsesubnet.axon.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.session.RequestSeal;
import org.synapsesubnet.api.session.SessionRefusal;
import org.synapsesubnet.api.session.SessionRefusedException;
import org.synapsesubnet.api.wire.Sha256;

class NonceMemoryTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final String BODY = Sha256.hexOf(new byte[0]);

    private final NonceMemory memory = new NonceMemory();

    @Test
    void knowsANonceForAsLongAsAReplayCouldUseIt() throws Exception {
        // Sent by a clock 5 s ahead: stays acceptable for 10 s.
        RequestSeal request = request(NOW + 5_000, 1);
        memory.remember(request, NOW);

        for (long later : new long[] {NOW, NOW + 5_000, NOW + 10_000}) {
            assertThatThrownBy(() -> memory.remember(request, later))
                    .isInstanceOf(SessionRefusedException.class)
                    .hasMessage(SessionRefusal.MAC_REPLAYED.sentence());
        }
    }

    @Test
    void forgetsWhatIsTooOldToBeReplayed() throws Exception {
        for (int i = 0; i < 100; i++) {
            memory.remember(request(NOW + i, i), NOW);
        }

        memory.remember(request(NOW + 7_000, 1_000), NOW + 7_000);

        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void refusesRatherThanForgetsWhenItIsFull() throws Exception {
        for (int i = 0; i < NonceMemory.CAPACITY; i++) {
            memory.remember(request(NOW, i), NOW);
        }

        assertThatThrownBy(() -> memory.remember(request(NOW, NonceMemory.CAPACITY), NOW))
                .hasMessage(SessionRefusal.NONCES_EXHAUSTED.sentence());
        assertThat(memory.size()).isEqualTo(NonceMemory.CAPACITY);
        memory.remember(request(NOW + 7_000, 1), NOW + 7_000);
    }

    private static RequestSeal request(long timestamp, long nonce) {
        return new RequestSeal("00".repeat(16), "GET", "/", BODY, timestamp, "%032x".formatted(nonce));
    }
}
