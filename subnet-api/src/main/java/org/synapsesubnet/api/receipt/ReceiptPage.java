package org.synapsesubnet.api.receipt;

import java.util.List;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * A stretch of an axon's receipts, on the wire a line with {@code hashBefore} and then one line per receipt.
 *
 * @param hashBefore the chain's hash before the first of them
 */
public record ReceiptPage(String hashBefore, List<Receipt> receipts) {

    public ReceiptPage {
        LowerHex.require("hashBefore", hashBefore, 32);
        receipts = List.copyOf(receipts);
    }

    public String toNdjson() {
        var lines = new StringBuilder();
        lines.append(new FlatJson().with("hashBefore", hashBefore)).append('\n');
        receipts.forEach(receipt -> lines.append(receipt.toJson()).append('\n'));
        return lines.toString();
    }

    /** Reads what {@link #toNdjson} writes; throws IllegalArgumentException naming the first wrong member. */
    public static ReceiptPage fromNdjson(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("hashBefore is missing");
        }
        return new ReceiptPage(
                FlatJson.parse(lines.getFirst()).text("hashBefore"),
                lines.stream().skip(1).map(Receipt::fromJson).toList());
    }
}
