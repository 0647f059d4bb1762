package org.synapsesubnet.chain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;

class MarketValuesTest {

    private static final String ADDRESS = "0x" + "ab".repeat(20);
    private static final KeyId KEY = KeyId.ofAddress(ADDRESS);
    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);

    @Test
    void anAddressIsAKeyBehindTwelveZeroBytes() {
        assertThat(KEY.text()).isEqualTo("0x" + "00".repeat(12) + "ab".repeat(20));
        assertThat(KEY.address()).isEqualTo(ADDRESS);
        assertThat(KEY).hasToString(ADDRESS);
    }

    @Test
    void aKeyOfAnotherFormIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyId.ofAddress("0x" + "AB".repeat(20)));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyId(KeyScheme.SR25519, "ab"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyId(KeyScheme.SECP256K1, "0x" + "ab".repeat(32)))
                .withMessageContaining("12 zero bytes");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new KeyId(KeyScheme.SR25519, "0x" + "ab".repeat(32)).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "255.255.255.255", "::1", "2001:db8::1"})
    void anAxonServesAtALiteralAddress(String address) {
        assertThatNoException().isThrownBy(() -> new AxonEndpoint(address, 1, "", KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.",
                "01.2.3.4.5",
                ":::",
                "fe80::1%1",
                "[::1]"
            })
    void anythingElseIsNoAddress(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AxonEndpoint(address, 1, "", KEY))
                .withMessageContaining(address);
    }

    @Test
    void anEndpointOutOfItsRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AxonEndpoint("127.0.0.1", 0, "", KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> new AxonEndpoint("127.0.0.1", 65_536, "", KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> new AxonEndpoint("127.0.0.1", 1, "ab", KEY));
    }

    @Test
    void weightsAndAmountsOutOfTheirRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WeightRow.of(Map.of(1, 65_536)));
        assertThatIllegalArgumentException().isThrownBy(() -> WeightRow.of(Map.of(1, -1)));
        assertThatIllegalArgumentException().isThrownBy(() -> WeightRow.of(Map.of(65_536, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer(KEY, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Hyperparameters.EMBEDDED.withTempo(1));
    }

    @Test
    void aCommitmentDependsOnEverythingInIt() {
        WeightRow row = WeightRow.of(Map.of(1, 2));
        Salt salt = new Salt("5e".repeat(32));
        BlockHash commitment = row.commitment(CHAIN, KEY, salt);
        assertThat(WeightRow.of(Map.of(1, 2)).commitment(CHAIN, KEY, salt)).isEqualTo(commitment);
        assertThat(WeightRow.of(Map.of(1, 3)).commitment(CHAIN, KEY, salt)).isNotEqualTo(commitment);
        assertThat(row.commitment(new ChainIdentity("embedded", 2), KEY, salt)).isNotEqualTo(commitment);
        assertThat(row.commitment(CHAIN, KeyId.ofAddress("0x" + "cd".repeat(20)), salt))
                .isNotEqualTo(commitment);
        assertThat(row.commitment(CHAIN, KEY, new Salt("5f".repeat(32)))).isNotEqualTo(commitment);
    }
}
