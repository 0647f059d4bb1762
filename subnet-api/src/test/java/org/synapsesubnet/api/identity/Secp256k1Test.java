package org.synapsesubnet.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.api.wire.LowerHex;
import org.synapsesubnet.api.wire.Sha256;

class Secp256k1Test {

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

    /** The deterministic signatures published with Trezor's crypto library and used by bitcoinjs, over SHA-256 digests. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | Satoshi Nakamoto | 934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                        + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
                "1 | All those moments will be lost in time, like tears in rain. Time to die... |"
                        + "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b"
                        + "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21",
                "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140 | Satoshi Nakamoto |"
                        + "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0"
                        + "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5",
                "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181 | Alan Turing |"
                        + "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c"
                        + "58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea"
            })
    void signsAsThePublishedVectorsDo(String privateKey, String text, String signature) {
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(LowerHex.of(Secp256k1.sign(new BigInteger(privateKey, 16), digest)))
                .isEqualTo(signature);
    }

    @Test
    void refusesTheOtherSignatureThatAnyoneCanMakeOfOne() {
        byte[] digest = Sha256.of(new byte[0]);
        byte[] low = Secp256k1.sign(BigInteger.TWO, digest);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(low, 32, 64));
        byte[] high = LowerHex.parse(
                "signature", LowerHex.of(low).substring(0, 64) + "%064x".formatted(ORDER.subtract(s)), 64);

        assertThat(Secp256k1.verify(Secp256k1.publicKey(BigInteger.TWO), low, digest))
                .isTrue();
        assertThat(Secp256k1.verify(Secp256k1.publicKey(BigInteger.TWO), high, digest))
                .isFalse();
    }

    @Test
    void refusesASignatureOfZeros() {
        assertThat(Secp256k1.verify(Secp256k1.publicKey(BigInteger.TWO), new byte[64], Sha256.of(new byte[0])))
                .isFalse();
    }
}
