package org.synapsesubnet.axon.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.receipt.Outcome;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.receipt.ReceiptChain;
import org.synapsesubnet.api.receipt.SignedHead;

class ReceiptLedgerTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HotkeySigner AXON = HotkeySigner.create(RANDOM);
    private static final Hotkey VALIDATOR = HotkeySigner.create(RANDOM).hotkey();

    @TempDir
    Path folder;

    @Test
    void itsReceiptsVerifyAgainstItsHead() throws Exception {
        ReceiptLedger ledger = ledger(10, Optional.empty());
        append(ledger, 1, 2, 3);

        ReceiptChain.verify(ledger.head(), ledger.page(1, 100));
        ReceiptChain.verify(ledger.head(), ledger.page(3, 100));
        assertThat(ledger.head().head().sequence()).isEqualTo(3);
    }

    @Test
    void anEmptyChainVerifiesToo() throws Exception {
        ReceiptLedger ledger = ledger(10, Optional.empty());

        assertThatCode(() -> ReceiptChain.verify(ledger.head(), ledger.page(1, 100)))
                .doesNotThrowAnyException();
    }

    @Test
    void remembersTheNewestOnlyButTheChainCoversAll() throws Exception {
        ReceiptLedger ledger = ledger(2, Optional.empty());
        append(ledger, 1, 2);
        SignedHead seen = ledger.head();
        append(ledger, 3, 4);

        assertThat(ledger.page(1, 100).receipts()).extracting(Receipt::sequence).containsExactly(3L, 4L);
        ReceiptChain.verifyExtends(seen, ledger.head(), ledger.page(3, 100));
    }

    @Test
    void signsOnlyWhenTheChainHasGrown() throws Exception {
        ReceiptLedger ledger = ledger(10, Optional.empty());
        append(ledger, 1);

        SignedHead head = ledger.head();
        assertThat(ledger.head()).isSameAs(head);
        append(ledger, 2);
        assertThat(ledger.head()).isNotEqualTo(head);
    }

    @Test
    void findsAReceiptForItsOwnValidatorOnly() throws Exception {
        ReceiptLedger ledger = ledger(10, Optional.empty());
        append(ledger, 7);

        assertThat(ledger.find(VALIDATOR, nonce(7))).isPresent();
        assertThat(ledger.find(AXON.hotkey(), nonce(7))).isEmpty();
        assertThat(ledger.find(VALIDATOR, nonce(8))).isEmpty();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        Path file = folder.resolve("receipts");
        ReceiptLedger before = ledger(10, Optional.of(file));
        append(before, 1, 2);
        SignedHead seen = before.head();

        ReceiptLedger after = ledger(10, Optional.of(file));
        assertThat(after.head().head().hash()).isEqualTo(seen.head().hash());
        append(after, 3);

        ReceiptChain.verifyExtends(seen, after.head(), after.page(3, 100));
        assertThat(ledger(10, Optional.of(file)).page(1, 100).receipts()).hasSize(3);
    }

    @Test
    void dropsALineThatACrashCutShort() throws Exception {
        Path file = folder.resolve("receipts");
        append(ledger(10, Optional.of(file)), 1);
        Files.writeString(file, "{\"sequence\":2,\"vali", StandardOpenOption.APPEND);

        ReceiptLedger after = ledger(10, Optional.of(file));
        append(after, 2);

        ReceiptChain.verify(ledger(10, Optional.of(file)).head(), after.page(1, 100));
    }

    @Test
    void refusesAFileThatSomebodyEdited() throws Exception {
        Path file = folder.resolve("receipts");
        append(ledger(10, Optional.of(file)), 1, 2, 3);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(3)));

        assertThatThrownBy(() -> ledger(10, Optional.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void refusesAFileThatHoldsSomethingElse() throws Exception {
        Path file = folder.resolve("receipts");
        Files.writeString(file, "hello\n");

        assertThatThrownBy(() -> ledger(10, Optional.of(file)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no receipts");
    }

    private static ReceiptLedger ledger(int remembered, Optional<Path> file) throws IOException {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_800_000_000_000L));
        return new ReceiptLedger(AXON, new SubnetId("embedded", 1), clock, remembered, ReceiptStore.open(file, RANDOM));
    }

    private static void append(ReceiptLedger ledger, long... nonces) throws IOException {
        for (long nonce : nonces) {
            ledger.append(new ReceiptLedger.Entry(
                    VALIDATOR, nonce(nonce), "01".repeat(32), "02".repeat(32), "", 5, 7, Outcome.FINISHED));
        }
    }

    private static String nonce(long number) {
        return "%032x".formatted(number);
    }
}
