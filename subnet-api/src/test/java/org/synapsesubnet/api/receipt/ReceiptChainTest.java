package org.synapsesubnet.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SubnetId;

class ReceiptChainTest {

    private static final String ORIGIN = "ab".repeat(32);
    private static final HotkeySigner AXON = HotkeySigner.create(new SecureRandom());
    private static final Hotkey VALIDATOR =
            HotkeySigner.create(new SecureRandom()).hotkey();

    private final List<Receipt> receipts = List.of(receipt(1, 10), receipt(2, 20), receipt(3, 30));

    @Test
    void aWholeChainVerifies() {
        assertThatCode(() -> ReceiptChain.verify(headAfter(3), new ReceiptPage(ORIGIN, receipts)))
                .doesNotThrowAnyException();
    }

    @Test
    void aStretchUpToTheHeadVerifies() {
        assertThatCode(() -> ReceiptChain.verify(headAfter(3), new ReceiptPage(hashAfter(1), receipts.subList(1, 3))))
                .doesNotThrowAnyException();
    }

    @Test
    void aLaterHeadContinuesAnEarlierOne() {
        assertThatCode(() -> ReceiptChain.verifyExtends(
                        headAfter(1), headAfter(3), new ReceiptPage(hashAfter(1), receipts.subList(1, 3))))
                .doesNotThrowAnyException();
    }

    @Test
    void noticesAChangedCount() {
        List<Receipt> changed = new ArrayList<>(receipts);
        changed.set(1, receipt(2, 21));

        assertThatThrownBy(() -> ReceiptChain.verify(headAfter(3), new ReceiptPage(ORIGIN, changed)))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("do not lead");
    }

    @Test
    void noticesADroppedReceipt() {
        List<Receipt> gapped = List.of(receipts.get(0), receipts.get(2));

        assertThatThrownBy(() -> ReceiptChain.verify(headAfter(3), new ReceiptPage(ORIGIN, gapped)))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("receipt 1 stands where 2 should");
    }

    @Test
    void noticesAHeadThatTheAxonDidNotSign() {
        ReceiptHead head = headAfter(3).head();
        var forged = new SignedHead(
                head,
                HotkeySigner.create(new SecureRandom()).sign(head.message()).signature());

        assertThatThrownBy(() -> ReceiptChain.verify(forged, new ReceiptPage(ORIGIN, receipts)))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("not signed");
    }

    @Test
    void noticesARewrittenPast() {
        SignedHead seen = head(1, ReceiptChain.hashAfter(ORIGIN, receipt(1, 11)));

        assertThatThrownBy(() -> ReceiptChain.verifyExtends(
                        seen, headAfter(3), new ReceiptPage(hashAfter(1), receipts.subList(1, 3))))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("does not continue");
    }

    @Test
    void comesBackFromTheWireAsItWentOut() {
        var page = new ReceiptPage(ORIGIN, receipts);

        assertThat(ReceiptPage.fromNdjson(page.toNdjson())).isEqualTo(page);
        assertThat(SignedHead.fromJson(headAfter(2).toJson())).isEqualTo(headAfter(2));
    }

    private SignedHead headAfter(int count) {
        return head(count, hashAfter(count));
    }

    private static SignedHead head(int sequence, String hash) {
        return SignedHead.by(
                AXON, new ReceiptHead(new SubnetId("embedded", 1), AXON.hotkey(), ORIGIN, sequence, hash, 1));
    }

    private String hashAfter(int count) {
        String hash = ORIGIN;
        for (Receipt receipt : receipts.subList(0, count)) {
            hash = ReceiptChain.hashAfter(hash, receipt);
        }
        return hash;
    }

    private static Receipt receipt(long sequence, long completionTokens) {
        return new Receipt(
                sequence,
                VALIDATOR,
                "%032x".formatted(sequence),
                "01".repeat(32),
                "02".repeat(32),
                "",
                5,
                completionTokens,
                Outcome.FINISHED,
                1_800_000_000_000L + sequence);
    }
}
