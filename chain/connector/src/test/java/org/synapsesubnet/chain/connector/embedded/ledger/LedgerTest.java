package org.synapsesubnet.chain.connector.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.CommitWeights;
import org.synapsesubnet.chain.api.ChainCommand.DeregisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.RemoveStake;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandEnvelope;
import org.synapsesubnet.chain.api.CommandReceipt.Applied;
import org.synapsesubnet.chain.api.CommandReceipt.Outcome;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Hyperparameters.Economy;
import org.synapsesubnet.chain.api.Hyperparameters.Registration;
import org.synapsesubnet.chain.api.Hyperparameters.Validation;
import org.synapsesubnet.chain.api.Hyperparameters.Weighting;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronInfo;
import org.synapsesubnet.chain.api.Salt;
import org.synapsesubnet.chain.api.WeightRow;

/** What stays true whatever a crowd of random keys tries. */
class LedgerTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final long COIN = 1_000_000_000L;
    private static final int BLOCKS = 1_500;
    private static final Salt SALT = Salt.of(new byte[32]);
    private static final Hyperparameters RULES = new Hyperparameters(
            5,
            2,
            new Registration(6, 10, COIN, 2),
            new Weighting(1, 1, 0),
            new Validation(3, 0, 32_767, 65_535, 900_000, 50),
            new Economy(7 * COIN + 1, 11_796, 1, 100 * COIN));
    private static final List<KeyId> COLDKEYS = keys(1, 5);
    private static final List<KeyId> HOTKEYS = keys(100, 9);
    private static final WeightRow ROW = WeightRow.of(Map.of(0, 5, 1, 3, 2, 1));

    private final Random random = new Random(Long.getLong("synapse.test.seed", 7));
    private Ledger ledger = Ledger.found(CHAIN, RULES);
    private int applied;
    private int revealed;

    @Test
    void noCoinComesFromNowhereOrGetsLost() {
        run(() ->
                assertThat(ledger.accounts().total() + ledger.hotkeys().total()).isEqualTo(ledger.issued()));
        assertThat(applied).isGreaterThan(BLOCKS / 4);
        assertThat(revealed).isPositive();
    }

    @Test
    void aRefusalLeavesNoTraceAndACopyGoesItsOwnWay() {
        run(() -> {
            Ledger copy = ledger.copy();
            byte[] before = LedgerCodec.encode(ledger);
            Outcome outcome = attempt(copy, 0);
            assertThat(LedgerCodec.encode(ledger)).isEqualTo(before);
            if (!(outcome instanceof Applied)) {
                assertThat(LedgerCodec.encode(copy)).isEqualTo(before);
            }
        });
    }

    @Test
    void whatIsWrittenIsReadAndGoesOnAlike() {
        run(() -> {
            try {
                byte[] bytes = LedgerCodec.encode(ledger);
                ledger = LedgerCodec.decode(bytes);
                assertThat(LedgerCodec.encode(ledger)).isEqualTo(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(revealed).isPositive();
    }

    @Test
    void uidsAreUniqueAndWithinTheSubnet() {
        run(() -> assertThat(ledger.neuronsAt(0))
                .hasSizeLessThanOrEqualTo(6)
                .allSatisfy(neuron -> assertThat(neuron.uid()).isBetween(0, 5))
                .extracting(NeuronInfo::hotkey)
                .doesNotHaveDuplicates());
    }

    @Test
    void stakeOfThoseWhoOnlyMineStopsCountingAfterFiveEpochs() {
        ledger = Ledger.found(CHAIN, Hyperparameters.EMBEDDED);
        KeyId owner = COLDKEYS.getFirst();
        KeyId validator = HOTKEYS.getFirst();
        for (long block = 0; block < 20 * 30; block++) {
            ledger.begin(block, Optional.empty());
            if (block == 1) {
                require(owner, new DrawFaucet(), block);
                HOTKEYS.subList(0, 3).forEach(hotkey -> require(owner, new RegisterNeuron(hotkey), 1));
                require(owner, new AddStake(validator, 500 * COIN), block);
            }
            if (block > 20 && block % 20 == 5) {
                require(validator, new CommitWeights(ROW.commitment(CHAIN, validator, SALT)), block);
            }
            if (block > 40 && block % 20 == 1) {
                require(validator, new RevealWeights(ROW, SALT), block);
            }
        }
        List<NeuronInfo> neurons = ledger.neuronsAt(20 * 30);
        assertThat(neurons).extracting(NeuronInfo::active).containsExactly(true, false, false);
        assertThat(neurons.get(1).stake()).isGreaterThan(100 * COIN);
        assertThat(neurons.get(1).incentive()).isBetween(49_140, 49_160);
        assertThat(neurons.get(0).dividends()).isEqualTo(65_535);
    }

    private void require(KeyId signer, ChainCommand command, long block) {
        CommandEnvelope envelope = new CommandEnvelope(CHAIN, signer, ledger.nextNonce(signer), command);
        assertThat(ledger.apply(envelope, BlockHash.ZERO, block)).isInstanceOf(Applied.class);
    }

    /** Grows the ledger by random commands and looks at it after each block. */
    private void run(Runnable look) {
        for (int block = 0; block < BLOCKS; block++) {
            ledger.begin(block, Optional.empty());
            for (int i = random.nextInt(4); i > 0; i--) {
                attempt(ledger, block);
            }
            look.run();
        }
    }

    private Outcome attempt(Ledger target, long block) {
        ChainCommand command = command();
        KeyId signer = switch (command) {
            case AnnounceAxon announce -> any(HOTKEYS);
            case CommitWeights commit -> any(HOTKEYS);
            case RevealWeights reveal -> any(HOTKEYS);
            default -> any(COLDKEYS);
        };
        if (command instanceof CommitWeights) {
            command = new CommitWeights(ROW.commitment(CHAIN, signer, SALT));
        }
        long nonce = target.nextNonce(signer);
        BlockHash digest = BlockHash.of(
                Sha256.of(ByteBuffer.allocate(8).putLong(random.nextLong()).array()));
        Outcome outcome = target.apply(new CommandEnvelope(CHAIN, signer, nonce, command), digest, block);
        if (outcome instanceof Applied) {
            applied++;
            revealed += command instanceof RevealWeights ? 1 : 0;
        }
        return outcome;
    }

    private ChainCommand command() {
        KeyId hotkey = any(HOTKEYS);
        return switch (random.nextInt(12)) {
            case 0 -> new DrawFaucet();
            case 1 -> new Transfer(any(COLDKEYS), 1 + random.nextLong(50 * COIN));
            case 2, 3 -> new RegisterNeuron(hotkey);
            case 4 -> random.nextInt(8) == 0 ? new DeregisterNeuron(hotkey) : new RegisterNeuron(hotkey);
            case 5 -> new AnnounceAxon(new AxonEndpoint("203.0.113.7", 443, "", hotkey));
            case 6, 7 -> new AddStake(hotkey, 1 + random.nextLong(20 * COIN));
            case 8 -> new RemoveStake(hotkey, 1 + random.nextLong(COIN));
            case 9 -> new CommitWeights(BlockHash.ZERO);
            default -> new RevealWeights(ROW, SALT);
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<KeyId> keys(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> KeyId.ofAddress("0x%040x".formatted(number)))
                .toList();
    }
}
