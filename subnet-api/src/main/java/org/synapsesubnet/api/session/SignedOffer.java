package org.synapsesubnet.api.session;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SignedBy;
import org.synapsesubnet.api.identity.SubnetId;
import org.synapsesubnet.api.wire.FlatJson;

/**
 * An offer with its sender's signature, and its form on the wire.
 *
 * @param signature as in {@link SignedBy}
 */
public record SignedOffer(SessionOffer offer, String signature) {

    public static SignedOffer by(HotkeySigner signer, SessionOffer offer) {
        return new SignedOffer(offer, signer.sign(offer.message()).signature());
    }

    /** Whether the offer's sender signed it. */
    public boolean authentic() {
        return new SignedBy(offer.sender(), signature).covers(offer.message());
    }

    public String toJson() {
        return new FlatJson()
                .with("chainId", offer.subnet().chainId())
                .with("netuid", offer.subnet().netuid())
                .with("sender", offer.sender().address())
                .with("receiver", offer.receiver().address())
                .with("ephemeralKey", offer.ephemeralKey())
                .with("issuedAt", offer.validity().issuedAtMillis())
                .with("expiresAt", offer.validity().expiresAtMillis())
                .with("signature", signature)
                .toString();
    }

    /** Reads what {@link #toJson} writes; throws IllegalArgumentException naming the first wrong member. */
    public static SignedOffer fromJson(String text) {
        FlatJson json = FlatJson.parse(text);
        return new SignedOffer(
                new SessionOffer(
                        new SubnetId(json.text("chainId"), json.integer("netuid")),
                        new Hotkey(json.text("sender")),
                        new Hotkey(json.text("receiver")),
                        json.text("ephemeralKey"),
                        new Validity(json.number("issuedAt"), json.number("expiresAt"))),
                json.text("signature"));
    }
}
