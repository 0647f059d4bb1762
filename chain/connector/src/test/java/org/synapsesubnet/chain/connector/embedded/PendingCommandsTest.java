package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.embedded.PendingCommands.Pending;

class PendingCommandsTest {

    private final PendingCommands pending = new PendingCommands();

    @Test
    void givesTheLongestWaitingOnesThatFitAndKeepsTheOthers() throws Exception {
        for (int nonce = 0; nonce < 5; nonce++) {
            pending.add(command(nonce));
        }
        int room = 3 * BlockCodec.size(command(0)) + 1;
        assertThat(pending.first(room)).extracting(this::nonce).containsExactly(0L, 1L, 2L);
        assertThat(pending.first(room)).extracting(this::nonce).containsExactly(0L, 1L, 2L);
        pending.remove(pending.first(room));
        assertThat(pending.first(room)).extracting(this::nonce).containsExactly(3L, 4L);
    }

    @Test
    void refusesMoreThanItHolds() throws Exception {
        for (int nonce = 0; nonce < PendingCommands.CAPACITY; nonce++) {
            pending.add(command(nonce));
        }
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> pending.add(command(0)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    private long nonce(Pending waiting) {
        return waiting.command().envelope().nonce();
    }

    private static SignedCommand command(long nonce) {
        KeyId signer = KeyId.ofAddress("0x" + "1a".repeat(20));
        return new SignedCommand(
                new CommandEnvelope(new ChainIdentity("embedded", 1), signer, nonce, new DrawFaucet()),
                "00".repeat(97));
    }
}
