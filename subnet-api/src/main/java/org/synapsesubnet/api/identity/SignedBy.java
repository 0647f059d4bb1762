package org.synapsesubnet.api.identity;

import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;
import org.synapsesubnet.api.wire.CanonicalMessage;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * A claim that a hotkey signed a message; true only when {@link #covers} says so.
 *
 * @param hotkey who is said to have signed
 * @param signature 97 bytes in lower-case hexadecimal: the compressed public key (33), {@code r} (32), {@code s} (32);
 *     the key travels with it because an address alone can't verify
 */
public record SignedBy(Hotkey hotkey, String signature) {

    private static final int BYTES = Secp256k1.COMPRESSED_KEY_BYTES + Secp256k1.SIGNATURE_BYTES;

    public SignedBy {
        LowerHex.require("signature", signature, BYTES);
    }

    /** Whether the key in the signature is the hotkey's own and signed exactly this message. */
    public boolean covers(CanonicalMessage message) {
        byte[] bytes = LowerHex.parse("signature", signature, BYTES);
        ECPoint publicKey;
        try {
            publicKey = Secp256k1.decode(Arrays.copyOf(bytes, Secp256k1.COMPRESSED_KEY_BYTES));
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] rs = Arrays.copyOfRange(bytes, Secp256k1.COMPRESSED_KEY_BYTES, BYTES);
        return Hotkey.of(publicKey).equals(hotkey) && Secp256k1.verify(publicKey, rs, message.signingDigest());
    }
}
