package org.synapsesubnet.validator.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that follow from a secret and a label, and that nobody without the secret can foresee: HMAC-SHA256 over the
 * label and a counter. The same secret and label give the same numbers, so that, once the secret is revealed, everybody
 * can see that nothing was chosen by hand.
 *
 * <p>Used by one thread.
 */
final class SecretDraws {

    private static final int SECRET_BYTES = 32;

    private final Mac mac;
    private final byte[] label;
    private ByteBuffer left = ByteBuffer.allocate(0);
    private long blocks;

    /**
     * @param secretHex 32 bytes in hexadecimal
     * @param label what is drawn for
     */
    SecretDraws(String secretHex, String label) {
        byte[] secret = HexFormat.of().parseHex(secretHex);
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secretSeed: " + secret.length + " bytes, but " + SECRET_BYTES + " are needed");
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
        this.label = label.getBytes(UTF_8);
    }

    long next() {
        if (left.remaining() < Long.BYTES) {
            mac.update(label);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, blocks++));
            left = ByteBuffer.wrap(mac.doFinal());
        }
        return left.getLong();
    }

    /** From 0 to one less than the bound; the bias of the remainder is below 2^-32. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
