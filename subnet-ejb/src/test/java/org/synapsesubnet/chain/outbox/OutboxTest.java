package org.synapsesubnet.chain.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.chain.LedgerConnections;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Refusal;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.embedded.EmbeddedChain;
import org.synapsesubnet.migrations.Migrations;
import org.synapsesubnet.platform.persistence.Transactions;

/** The outbox before a real ledger whose blocks the test seals. */
class OutboxTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final HotkeySigner ALICE = HotkeySigner.ofSecret("%064x".formatted(1));
    private static final HotkeySigner BOB = HotkeySigner.ofSecret("%064x".formatted(2));
    private static final KeyId ALICE_ID = KeyId.ofAddress(ALICE.hotkey().address());
    private static final KeyId BOB_ID = KeyId.ofAddress(BOB.hotkey().address());
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private JdbcConnectionPool database;
    private Transactions transactions;
    private EmbeddedChain chain;
    private Outbox outbox;
    private Sender sender;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void open() throws Exception {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Migrations.run(database);
        transactions = new Transactions(database);
        chain = EmbeddedChain.open(directory, CHAIN, Hyperparameters.EMBEDDED, InstantSource.system());
        outbox = new Outbox(CHAIN, InstantSource.system());
        sender = sender("one", DEADLINE);
    }

    private Sender sender(String process, Duration deadline) {
        return new Sender(
                database,
                new LedgerConnections(chain),
                CHAIN,
                new Signers(List.of(ALICE)),
                new Sender.Settings(process, Duration.ofMinutes(1), deadline),
                InstantSource.system(),
                System::nanoTime);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        chain.close();
        database.dispose();
    }

    @Test
    void wantedTwiceForTheSamePurposeHappensOnce() throws Exception {
        intend("faucet", new DrawFaucet());
        intend("faucet", new DrawFaucet());

        pump(sender);

        assertThat(find("faucet").state()).isEqualTo(Intent.State.APPLIED);
        assertThat(chain.nextNonce(ALICE_ID, soon())).isEqualTo(1);
        assertThat(find("faucet").block()).isPositive();
    }

    @Test
    void whatIsRolledBackWasNeverWanted() throws Exception {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            outbox.intend(tx, "faucet", ALICE_ID, new DrawFaucet());
            tx.rollback();
            tx.setAutoCommit(true);
            assertThat(outbox.find(tx, "faucet")).isEmpty();
        }
    }

    @Test
    void commandsOfAnAccountAreAppliedInTheOrderInWhichTheyWereWanted() throws Exception {
        intend("faucet", new DrawFaucet());
        intend("first", new Transfer(BOB_ID, 1));
        intend("second", new Transfer(BOB_ID, 2));

        pump(sender);

        assertThat(List.of(
                        find("faucet").block(),
                        find("first").block(),
                        find("second").block()))
                .isSorted();
        assertThat(chain.balance(BOB_ID, soon())).isEqualTo(3);
    }

    @Test
    void aRefusalIsKeptWithItsNameAndTheNextCommandGoesOn() throws Exception {
        intend("too much", new Transfer(BOB_ID, 5));
        intend("faucet", new DrawFaucet());

        pump(sender);

        assertThat(find("too much").refusal()).isEqualTo(Refusal.INSUFFICIENT_BALANCE);
        assertThat(find("too much").trouble().orElseThrow()).startsWith("INSUFFICIENT_BALANCE: ");
        assertThat(find("faucet").state()).isEqualTo(Intent.State.APPLIED);
    }

    @Test
    void whatWasSentBeforeACrashIsSentAgainWithTheSameBytesAndHappensOnce() throws Exception {
        intend("faucet", new DrawFaucet());
        sender("dead", Duration.ofMillis(50)).pump();
        Intent sent = find("faucet");
        assertThat(sent.state()).isEqualTo(Intent.State.SIGNED);
        chain.seal();
        forgetLeases();

        pump(sender);

        assertThat(find("faucet").state()).isEqualTo(Intent.State.APPLIED);
        assertThat(find("faucet").signature()).isEqualTo(sent.signature());
        assertThat(chain.nextNonce(ALICE_ID, soon())).isEqualTo(1);
    }

    @Test
    void aNonceThatAnotherProgramTookIsExchanged() throws Exception {
        intend("faucet", new DrawFaucet());
        pump(sender);
        intend("mine", new Transfer(BOB_ID, 7));
        storeSignature("mine", 1);
        applyElsewhere(1, new Transfer(BOB_ID, 1));

        pump(sender);
        assertThat(find("mine").state()).isEqualTo(Intent.State.WANTED);
        pump(sender);

        assertThat(find("mine").state()).isEqualTo(Intent.State.APPLIED);
        assertThat(find("mine").envelope().nonce()).isEqualTo(2);
        assertThat(chain.balance(BOB_ID, soon())).isEqualTo(8);
    }

    @Test
    void anotherProcessWaitsForTheAccount() throws Exception {
        intend("faucet", new DrawFaucet());
        pump(sender);
        intend("transfer", new Transfer(BOB_ID, 1));

        pump(sender("two", DEADLINE));
        assertThat(find("transfer").state()).isEqualTo(Intent.State.WANTED);

        sender.release();
        pump(sender("two", DEADLINE));
        assertThat(find("transfer").state()).isEqualTo(Intent.State.APPLIED);
    }

    @Test
    void anAccountWhoseKeyIsElsewhereIsLeftAlone() throws Exception {
        transactions.run(tx -> outbox.intend(tx, "bob's", BOB_ID, new DrawFaucet()));

        sender.pump();

        assertThat(find("bob's").state()).isEqualTo(Intent.State.WANTED);
    }

    @Test
    void noKeyIsTold() throws Exception {
        intend("faucet", new DrawFaucet());
        pump(sender);
        assertThat(new Signers(List.of(ALICE)).toString())
                .contains(ALICE.hotkey().address())
                .doesNotContain("%064x".formatted(1));
    }

    @Test
    void aPurposeHasALength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> intend("x".repeat(201), new DrawFaucet()))
                .withMessageContaining("1 to 200");
    }

    private void intend(String purpose, ChainCommand command) throws SQLException {
        transactions.run(tx -> outbox.intend(tx, purpose, ALICE_ID, command));
    }

    private Intent find(String purpose) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return outbox.find(connection, purpose).orElseThrow();
        }
    }

    /** Pumps while blocks are sealed. */
    private void pump(Sender one) throws Exception {
        Future<?> pumping = threads.submit(() -> {
            one.pump();
            return true;
        });
        while (!pumping.isDone()) {
            chain.seal();
            Thread.onSpinWait();
        }
        pumping.get(1, TimeUnit.SECONDS);
    }

    private void storeSignature(String purpose, long nonce) throws SQLException {
        Intent intent = find(purpose);
        CommandEnvelope envelope =
                new CommandEnvelope(CHAIN, ALICE_ID, nonce, intent.envelope().command());
        transactions.run(tx -> new IntentRows(CHAIN, InstantSource.system())
                .sign(
                        tx,
                        intent.id(),
                        new Signers(List.of(ALICE)).sign(envelope).orElseThrow()));
    }

    private void applyElsewhere(long nonce, ChainCommand command) throws Exception {
        var receipt = chain.submit(new Signers(List.of(ALICE))
                .sign(new CommandEnvelope(CHAIN, ALICE_ID, nonce, command))
                .orElseThrow());
        chain.seal();
        assertThat(receipt.get(10, TimeUnit.SECONDS).isApplied()).isTrue();
    }

    private void forgetLeases() throws SQLException {
        transactions.run(tx -> {
            try (var delete = tx.prepareStatement("DELETE FROM lease")) {
                delete.executeUpdate();
            }
        });
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
