package org.synapsesubnet.api.receipt;

import java.security.MessageDigest;
import java.util.List;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

/**
 * The rule of the chain: hash after a receipt = SHA-256(hash before ‖ canonical bytes of the receipt). A validator that
 * keeps the last head it saw and asks for the receipts since then knows that none was changed, dropped or put in.
 */
public final class ReceiptChain {

    private ReceiptChain() {}

    /** The chain's hash after {@code receipt}, in hexadecimal. */
    public static String hashAfter(String hashBefore, Receipt receipt) {
        MessageDigest digest = Sha256.digest();
        digest.update(LowerHex.parse("hash", hashBefore, 32));
        digest.update(receipt.message().toBytes());
        return LowerHex.of(digest.digest());
    }

    /**
     * Checks that the receipts lead without a gap to the head, and that the axon signed it.
     *
     * @throws BrokenChainException saying where they don't
     */
    public static void verify(SignedHead signed, ReceiptPage page) throws BrokenChainException {
        if (!signed.authentic()) {
            throw new BrokenChainException(
                    "the head is not signed by " + signed.head().axon());
        }
        ReceiptHead head = signed.head();
        List<Receipt> receipts = page.receipts();
        long expected = head.sequence() - receipts.size();
        if (expected == 0 && !page.hashBefore().equals(head.origin())) {
            throw new BrokenChainException("the first receipt does not follow the chain's origin");
        }
        String hash = page.hashBefore();
        for (Receipt receipt : receipts) {
            expected++;
            if (receipt.sequence() != expected) {
                throw new BrokenChainException(
                        "receipt %d stands where %d should".formatted(receipt.sequence(), expected));
            }
            hash = hashAfter(hash, receipt);
        }
        if (!hash.equals(head.hash())) {
            throw new BrokenChainException("the receipts do not lead to the head of " + head.sequence());
        }
    }

    /**
     * Checks that a later head continues an earlier one by exactly these receipts.
     *
     * @throws BrokenChainException saying where it doesn't
     */
    public static void verifyExtends(SignedHead earlier, SignedHead later, ReceiptPage since)
            throws BrokenChainException {
        verify(later, since);
        ReceiptHead before = earlier.head();
        ReceiptHead after = later.head();
        if (!earlier.authentic() || !before.axon().equals(after.axon())) {
            throw new BrokenChainException("the earlier head is not signed by " + after.axon());
        }
        if (!before.origin().equals(after.origin())) {
            throw new BrokenChainException("the axon has started another chain");
        }
        if (before.sequence() + since.receipts().size() != after.sequence()
                || !before.hash().equals(since.hashBefore())) {
            throw new BrokenChainException("the later head does not continue the head of " + before.sequence());
        }
    }
}
