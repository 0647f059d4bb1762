package org.synapsesubnet.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synapsesubnet.api.wire.CanonicalMessage;

class HotkeySignerTest {

    private static final CanonicalMessage MESSAGE =
            CanonicalMessage.of("test/v1").text("hello");

    private final HotkeySigner signer = HotkeySigner.create(new SecureRandom());

    @ParameterizedTest
    @CsvSource({
        // Private key 1; and the first account of Hardhat's published test mnemonic.
        "0000000000000000000000000000000000000000000000000000000000000001, 0x7e5f4552091a69125d5dfcb7b8c2659029395bdf",
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80, 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
    })
    void derivesTheAddressThatEthereumDerives(String secret, String address) {
        assertThat(HotkeySigner.ofSecret(secret).hotkey()).isEqualTo(new Hotkey(address));
    }

    @Test
    void itsSignatureCoversTheMessage() {
        assertThat(signer.sign(MESSAGE).covers(CanonicalMessage.of("test/v1").text("hello")))
                .isTrue();
    }

    @Test
    void signsTheSameMessageAlwaysTheSameWay() {
        assertThat(signer.sign(MESSAGE)).isEqualTo(signer.sign(MESSAGE));
    }

    @Test
    void aSignatureCoversNoOtherMessageAndNoOtherDomain() {
        SignedBy signed = signer.sign(MESSAGE);

        assertThat(signed.covers(CanonicalMessage.of("test/v1").text("hullo"))).isFalse();
        assertThat(signed.covers(CanonicalMessage.of("test/v2").text("hello"))).isFalse();
    }

    @Test
    void aSignatureCountsForItsOwnHotkeyOnly() {
        Hotkey other = HotkeySigner.create(new SecureRandom()).hotkey();

        assertThat(new SignedBy(other, signer.sign(MESSAGE).signature()).covers(MESSAGE))
                .isFalse();
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveSignsNothing() {
        String signature = signer.sign(MESSAGE).signature();
        // x = 5 has no y on secp256k1.
        String noPoint = "02" + "0".repeat(63) + "5" + signature.substring(66);

        assertThat(new SignedBy(signer.hotkey(), noPoint).covers(MESSAGE)).isFalse();
    }

    @Test
    void refusesASecretOutsideTheOrderOfTheCurveWithoutQuotingIt() {
        assertThatThrownBy(() -> HotkeySigner.ofSecret("0".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("private key")
                .hasMessageNotContaining("0000");
        assertThatThrownBy(() -> HotkeySigner.ofSecret("f".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverShowsItsSecret() {
        String secret = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

        assertThat(HotkeySigner.ofSecret(secret).toString())
                .doesNotContain(secret)
                .contains("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    }
}
