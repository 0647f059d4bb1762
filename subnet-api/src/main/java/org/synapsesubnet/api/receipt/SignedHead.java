package org.synapsesubnet.api.receipt;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SignedBy;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.FlatJson;

/**
 * A head with the axon's signature, and its form on the wire.
 *
 * @param signature as in {@link SignedBy}
 */
public record SignedHead(ReceiptHead head, String signature) {

    public static SignedHead by(HotkeySigner axon, ReceiptHead head) {
        return new SignedHead(head, axon.sign(head.message()).signature());
    }

    /** Whether the axon named in the head signed it. */
    public boolean authentic() {
        return new SignedBy(head.axon(), signature).covers(head.message());
    }

    public String toJson() {
        return new FlatJson()
                .with("chainId", head.subnet().chainId())
                .with("netuid", head.subnet().netuid())
                .with("axon", head.axon().address())
                .with("origin", head.origin())
                .with("sequence", head.sequence())
                .with("hash", head.hash())
                .with("time", head.timeMillis())
                .with("signature", signature)
                .toString();
    }

    /** Reads what {@link #toJson} writes; throws IllegalArgumentException naming the first wrong member. */
    public static SignedHead fromJson(String text) {
        FlatJson json = FlatJson.parse(text);
        return new SignedHead(
                new ReceiptHead(
                        new SubnetId(json.text("chainId"), json.integer("netuid")),
                        new Hotkey(json.text("axon")),
                        json.text("origin"),
                        json.number("sequence"),
                        json.text("hash"),
                        json.number("time")),
                json.text("signature"));
    }
}
