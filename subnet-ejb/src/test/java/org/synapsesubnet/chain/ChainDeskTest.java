package org.synapsesubnet.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;

/** The desk before a real ledger whose blocks the test seals. */
class ChainDeskTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    private EmbeddedChain chain;
    private ChainDesk desk;

    @BeforeEach
    void open() throws Exception {
        chain = EmbeddedChain.open(directory, CHAIN, Hyperparameters.EMBEDDED, InstantSource.system());
        desk = new ChainDesk(new LedgerConnections(chain), Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        chain.close();
    }

    @Test
    void aCommandSentAgainGivesTheFirstReceipt() throws Exception {
        HotkeySigner stranger = HotkeySigner.create(RANDOM);
        SignedCommand command = faucetFor(stranger);

        CommandReceipt first = sealUntilDone(send(command));
        CommandReceipt second = sealUntilDone(send(command));

        assertThat(first.isApplied()).isTrue();
        assertThat(second).isEqualTo(first);
        assertThat(desk.account(KeyId.ofAddress(stranger.hotkey().address())))
                .isEqualTo(new ChainDesk.Account(
                        1, Hyperparameters.EMBEDDED.economy().faucet()));
    }

    @Test
    void anothersSignatureIsNamed() throws Exception {
        SignedCommand mine = faucetFor(HotkeySigner.create(RANDOM));
        SignedCommand others = faucetFor(HotkeySigner.create(RANDOM));

        CommandReceipt receipt = desk.submit(new SignedCommand(mine.envelope(), others.signature()));

        assertThat(receipt.outcome())
                .isInstanceOfSatisfying(
                        CommandReceipt.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BAD_SIGNATURE));
    }

    @Test
    void strangersWhoSendAtOnceLeaveConnectionsToTheApplication() throws Exception {
        List<CompletableFuture<CommandReceipt>> sent = new ArrayList<>();
        for (int i = 0; i <= ChainDesk.COMMANDS_AT_ONCE; i++) {
            sent.add(send(faucetFor(HotkeySigner.create(RANDOM))));
        }

        await("one too many").until(() -> sent.stream().anyMatch(CompletableFuture::isDone));
        assertThat(desk.metagraph(OptionalLong.empty()).block()).isZero();
        assertThat(sent.stream().filter(CompletableFuture::isDone))
                .singleElement()
                .satisfies(refused -> assertThat(refused.exceptionNow())
                        .isInstanceOfSatisfying(
                                ChainException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE)));

        for (CompletableFuture<CommandReceipt> one : sent) {
            if (!one.isCompletedExceptionally()) {
                assertThat(sealUntilDone(one).isApplied()).isTrue();
            }
        }
        assertThat(sealUntilDone(send(faucetFor(HotkeySigner.create(RANDOM)))).isApplied())
                .isTrue();
    }

    private CommandReceipt sealUntilDone(CompletableFuture<CommandReceipt> receipt) {
        await().until(() -> {
            chain.seal();
            return receipt.isDone();
        });
        return receipt.join();
    }

    private CompletableFuture<CommandReceipt> send(SignedCommand command) {
        CompletableFuture<CommandReceipt> receipt = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                receipt.complete(desk.submit(command));
            } catch (ChainException e) {
                receipt.completeExceptionally(e);
            }
        });
        return receipt;
    }

    private static SignedCommand faucetFor(HotkeySigner signer) {
        var envelope =
                new CommandEnvelope(CHAIN, KeyId.ofAddress(signer.hotkey().address()), 0, new DrawFaucet());
        var message = CanonicalMessage.of(CommandEnvelope.DOMAIN).bytes(CommandCodec.encode(envelope));
        return new SignedCommand(envelope, signer.sign(message).signature());
    }
}
