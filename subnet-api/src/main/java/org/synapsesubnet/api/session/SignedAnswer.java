package org.synapsesubnet.api.session;

import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeySigner;
import org.synapsesubnet.api.identity.SignedBy;
import org.synapsesubnet.api.wire.FlatJson;

/**
 * An answer with the axon's signature, and its form on the wire.
 *
 * @param signature as in {@link SignedBy}
 */
public record SignedAnswer(SessionAnswer answer, String signature) {

    public static SignedAnswer by(HotkeySigner signer, SessionAnswer answer) {
        return new SignedAnswer(answer, signer.sign(answer.message()).signature());
    }

    /** Whether the answer's sender signed it. */
    public boolean authentic() {
        return new SignedBy(answer.sender(), signature).covers(answer.message());
    }

    public String toJson() {
        return new FlatJson()
                .with("sessionId", answer.sessionId())
                .with("offerDigest", answer.offerDigest())
                .with("sender", answer.sender().address())
                .with("ephemeralKey", answer.ephemeralKey())
                .with("issuedAt", answer.validity().issuedAtMillis())
                .with("expiresAt", answer.validity().expiresAtMillis())
                .with("signature", signature)
                .toString();
    }

    /** Reads what {@link #toJson} writes; throws IllegalArgumentException naming the first wrong member. */
    public static SignedAnswer fromJson(String text) {
        FlatJson json = FlatJson.parse(text);
        return new SignedAnswer(
                new SessionAnswer(
                        json.text("sessionId"),
                        json.text("offerDigest"),
                        new Hotkey(json.text("sender")),
                        json.text("ephemeralKey"),
                        new Validity(json.number("issuedAt"), json.number("expiresAt"))),
                json.text("signature"));
    }
}
