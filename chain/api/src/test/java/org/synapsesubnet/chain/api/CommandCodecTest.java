package org.synapsesubnet.chain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.CommitWeights;
import org.synapsesubnet.chain.api.ChainCommand.DeregisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.RemoveStake;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;

class CommandCodecTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final KeyId KEY = KeyId.ofAddress("0x" + "1a".repeat(20));
    private static final Salt SALT = new Salt("5e".repeat(32));
    private static final List<ChainCommand> ALL = List.of(
            new DrawFaucet(),
            new Transfer(KEY, 1),
            new RegisterNeuron(KEY),
            new DeregisterNeuron(KEY),
            new AnnounceAxon(new AxonEndpoint("203.0.113.7", 443, "ab".repeat(32), KEY)),
            new AddStake(KEY, 1),
            new RemoveStake(KEY, 1),
            new CommitWeights(WeightRow.of(Map.of(1, 2)).commitment(CHAIN, KEY, SALT)),
            new RevealWeights(WeightRow.of(Map.of(1, 2, 7, 65_535)), SALT));

    @Test
    void everyCommandIsReadAsItWasWritten() throws Exception {
        Set<String> forms = new HashSet<>();
        for (ChainCommand command : ALL) {
            CommandEnvelope envelope = new CommandEnvelope(CHAIN, KEY, 5, command);
            byte[] bytes = CommandCodec.encode(envelope);
            assertThat(CommandCodec.decode(bytes)).isEqualTo(envelope);
            forms.add(HexFormat.of().formatHex(bytes));
        }
        assertThat(forms).hasSize(ALL.size());
        assertThat(ALL).extracting(Object::getClass).hasSize(ChainCommand.class.getPermittedSubclasses().length);
    }

    @Test
    void theFormNeverChanges() {
        assertThat(HexFormat.of()
                        .formatHex(CommandCodec.encode(new CommandEnvelope(CHAIN, KEY, 5, new Transfer(KEY, 9)))))
                .isEqualTo("0008" + "656d626564646564" + "0001" + "00" + "00".repeat(12) + "1a".repeat(20)
                        + "0000000000000005" + "02" + "00" + "00".repeat(12) + "1a".repeat(20) + "0000000000000009");
    }

    @Test
    void bytesThatAreNoCommandAreRefused() {
        byte[] whole = CommandCodec.encode(new CommandEnvelope(CHAIN, KEY, 5, new AddStake(KEY, 3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> CommandCodec.decode(torn));
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> CommandCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
                .withMessageContaining("1 more bytes");
    }
}
