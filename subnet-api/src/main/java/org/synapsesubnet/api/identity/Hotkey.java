package org.synapsesubnet.api.identity;

import java.util.Locale;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.math.ec.ECPoint;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * The public identity of a validator or miner: the 20-byte EVM address of its secp256k1 key, the last 20 bytes of
 * keccak256 over the uncompressed public key (Ethereum yellow paper, appendix F).
 *
 * @param address {@code 0x} and 40 lower-case hexadecimal digits
 */
public record Hotkey(String address) {

    private static final int BYTES = 20;

    public Hotkey {
        if (!address.startsWith("0x")) {
            throw new IllegalArgumentException("hotkey must start with 0x");
        }
        LowerHex.require("hotkey", address.substring(2), BYTES);
    }

    /** Reads an address in any mix of cases, surrounded by blanks or not, as people paste it. */
    public static Hotkey parse(String text) {
        return new Hotkey(text.strip().toLowerCase(Locale.ROOT));
    }

    static Hotkey of(ECPoint publicKey) {
        byte[] uncompressed = publicKey.getEncoded(false);
        var keccak = new KeccakDigest(256);
        keccak.update(uncompressed, 1, uncompressed.length - 1);
        byte[] hash = new byte[32];
        keccak.doFinal(hash, 0);
        byte[] address = new byte[BYTES];
        System.arraycopy(hash, hash.length - BYTES, address, 0, BYTES);
        return new Hotkey("0x" + LowerHex.of(address));
    }

    /** The 20 bytes of the address. */
    public byte[] bytes() {
        return LowerHex.parse("hotkey", address.substring(2), BYTES);
    }

    @Override
    public String toString() {
        return address;
    }
}
