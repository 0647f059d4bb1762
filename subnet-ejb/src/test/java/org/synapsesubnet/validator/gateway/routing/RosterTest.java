package org.synapsesubnet.validator.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.KeyScheme;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.validator.gateway.TestNeurons;

class RosterTest {

    private static final String DIGEST = "ab".repeat(32);
    private static final KeyId SELF = KeyId.ofAddress("0x" + "01".repeat(20));
    private static final KeyId HOTKEY = KeyId.ofAddress("0x" + "02".repeat(20));
    private static final KeyId COLDKEY = KeyId.ofAddress("0x" + "03".repeat(20));

    private final EndpointPolicy policy = new EndpointPolicy(Set.of());

    @Test
    void aNeuronWithAnAxonIsAMiner() {
        Roster roster = roster(TestNeurons.neuron(3, COLDKEY, new AxonEndpoint("1.2.3.4", 9101, DIGEST, HOTKEY)));

        assertThat(roster.refused()).isEmpty();
        assertThat(roster.called())
                .containsExactly(new MinerEndpoint(
                        "neuron-3",
                        URI.create("https://1.2.3.4:9101"),
                        HOTKEY.address(),
                        HOTKEY.address(),
                        DIGEST,
                        new Registration(3, COLDKEY.address(), 1)));
    }

    @Test
    void writesAddressesOfSixteenBytesInBrackets() {
        Roster roster = roster(TestNeurons.neuron(3, COLDKEY, new AxonEndpoint("2a00:1450::1", 9101, DIGEST, HOTKEY)));

        assertThat(roster.called().getFirst().axon().getHost()).isEqualTo("[2a00:1450:0:0:0:0:0:1]");
        assertThat(roster.called().getFirst().axon().getPort()).isEqualTo(9101);
    }

    @Test
    void theKeyThatSignsMayBeAnotherThanTheHotkey() {
        KeyId schnorr = new KeyId(KeyScheme.SR25519, "0x" + "05".repeat(32));
        Roster roster =
                roster(TestNeurons.neuron(3, schnorr, COLDKEY, new AxonEndpoint("1.2.3.4", 9101, DIGEST, HOTKEY)));

        assertThat(roster.called().getFirst().hotkey()).isEqualTo(schnorr.text());
        assertThat(roster.called().getFirst().signer()).isEqualTo(HOTKEY.address());
    }

    @Test
    void theValidatorDoesNotCallItself() {
        Roster roster = roster(TestNeurons.neuron(3, COLDKEY, new AxonEndpoint("1.2.3.4", 9101, DIGEST, SELF)));

        assertThat(roster.called()).isEmpty();
        assertThat(roster.refused()).isEmpty();
    }

    @Test
    void whoIsRefusedIsNamedWithTheReason() {
        Roster roster = roster(TestNeurons.neuron(3, COLDKEY, new AxonEndpoint("10.0.0.1", 9101, DIGEST, HOTKEY)));

        assertThat(roster.called()).isEmpty();
        assertThat(roster.refused())
                .containsExactly(new RefusedNeuron(
                        3,
                        HOTKEY.address(),
                        COLDKEY.address(),
                        "announces the private address 10.0.0.1, and its coldkey isn't the operator's"));
    }

    private Roster roster(NeuronInfo... neurons) {
        Metagraph metagraph = TestNeurons.metagraph(neurons);
        return Roster.of(metagraph, policy, SELF);
    }
}
