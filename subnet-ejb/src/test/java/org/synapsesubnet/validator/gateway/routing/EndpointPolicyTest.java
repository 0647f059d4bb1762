package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;

class EndpointPolicyTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final KeyId OPERATOR = KeyId.ofAddress("0x" + "01".repeat(20));
    private static final KeyId FRIEND = KeyId.ofAddress("0x" + "02".repeat(20));
    private static final KeyId STRANGER = KeyId.ofAddress("0x" + "03".repeat(20));
    private static final KeyId HOTKEY = KeyId.ofAddress("0x" + "04".repeat(20));

    private final EndpointPolicy policy = EndpointPolicy.of(OPERATOR, List.of("", FRIEND.address()));

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.0.0.1, private",
        "10.255.255.255, private",
        "100.64.0.1, carrier-grade NAT",
        "100.100.100.200, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "168.63.129.16, cloud metadata",
        "169.254.169.254, cloud metadata",
        "169.254.0.1, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.192, reserved",
        "192.0.2.1, documentation",
        "192.88.99.1, tunnel",
        "192.168.0.1, private",
        "198.18.0.1, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.7, documentation",
        "203.0.113.7, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::127.0.0.1, reserved",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "::ffff:a9fe:a9fe, cloud metadata",
        "64:ff9b::10.0.0.1, tunnel",
        "64:ff9b:1::1, tunnel",
        "100::1, reserved",
        "2001::1, reserved",
        "2001:2::1, reserved",
        "2001:db8::1, documentation",
        "2002:a00:1::1, tunnel",
        "3fff::1, documentation",
        "4000::1, reserved",
        "fc00::1, private",
        "fd00:ec2::254, private",
        "fe80::1, link-local",
        "fec0::1, private",
        "ff02::1, multicast"
    })
    void addressesThatLeadNowhereInPublicAreForTheOperatorsOwn(String address, String kind) {
        assertThat(policy.objection(STRANGER, axon(address, DIGEST)))
                .contains("announces the " + kind + " address " + address + ", and its coldkey isn't the operator's");
        assertThat(policy.objection(OPERATOR, axon(address, DIGEST))).isEmpty();
        assertThat(policy.objection(FRIEND, axon(address, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2a00:1450:4001::1",
                "3ffe:ffff::1"
            })
    void publicAddressesAreForEverybodyWithACertificate(String address) {
        assertThat(policy.objection(STRANGER, axon(address, DIGEST))).isEmpty();
        assertThat(policy.objection(STRANGER, axon(address, "")))
                .contains("announces no certificate, and its coldkey isn't the operator's");
    }

    @Test
    void aKeyThatSessionsCantUseIsRefusedWhoeverOwnsIt() {
        KeyId schnorr = new KeyId(KeyScheme.SR25519, "0x" + "05".repeat(32));

        assertThat(policy.objection(OPERATOR, new AxonEndpoint("1.1.1.1", 1, DIGEST, schnorr)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("SR25519"));
    }

    @Test
    void refusesWhatIsNoColdkeyAndNamesTheSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointPolicy.of(OPERATOR, List.of("5GrwvaEF")))
                .withMessageContaining("synapse.miners.owned-coldkeys")
                .withMessageContaining("5GrwvaEF");
    }

    private static AxonEndpoint axon(String address, String certificate) {
        return new AxonEndpoint(address, 9101, certificate, HOTKEY);
    }
}
