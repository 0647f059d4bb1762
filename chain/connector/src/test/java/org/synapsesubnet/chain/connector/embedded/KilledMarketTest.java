package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.AppliedCommand;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainCommand;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.Transferred;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.CommandReceipt;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.TestKey;

/**
 * A market whose process is killed again and again, while it takes commands, settles epochs and writes checkpoints. What
 * was acknowledged is there, once; what the blocks say adds up to what the ledger says; and applying every block again
 * ends in the same state.
 */
class KilledMarketTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final Hyperparameters RULES = Hyperparameters.EMBEDDED.withTempo(7);
    private static final int CHECKPOINT_INTERVAL = 16;
    private static final int KILLS = Integer.getInteger("synapse.test.kills", 20);
    private static final long SEED = Long.getLong("synapse.test.seed", 7);
    private static final TestKey ALICE = TestKey.number(1);
    private static final TestKey BOB = TestKey.number(2);
    private static final TestKey HOTKEY = TestKey.number(3);

    @TempDir
    private Path directory;

    /** The process that is killed: sends one rao per block from Alice to Bob and tells "nonce block" of each receipt. */
    static final class Market {

        private Market() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedChain chain = open(Path.of(arguments[0]));
            while (true) {
                long nonce = chain.nextNonce(ALICE.id(), soon());
                CompletableFuture<CommandReceipt> receipt = chain.submit(ALICE.sign(CHAIN, nonce, command(nonce)));
                chain.seal();
                CommandReceipt told = receipt.get(10, TimeUnit.SECONDS);
                if (!told.isApplied()) {
                    throw new IllegalStateException("refused: " + told);
                }
                System.out.println(nonce + " " + told.block());
            }
        }

        private static ChainCommand command(long nonce) {
            return switch ((int) Math.min(nonce, 3)) {
                case 0 -> new DrawFaucet();
                case 1 -> new RegisterNeuron(HOTKEY.id());
                case 2 -> new AddStake(HOTKEY.id(), 1_000_000_000);
                default -> new Transfer(BOB.id(), 1);
            };
        }
    }

    @Test
    void noAcknowledgedCommandIsLostOrDoneTwice() throws Exception {
        Random random = new Random(SEED);
        List<String> told = new ArrayList<>();
        BlockHash state = BlockHash.ZERO;
        for (int kill = 0; kill < KILLS; kill++) {
            told.addAll(runUntilKilled(random.nextInt(60)));
            try (EmbeddedChain chain = open(directory)) {
                state = chain.head(soon()).stateHash();
                List<String> found = new ArrayList<>();
                requireBlocksToAddUp(chain, found);
                assertThat(found).as("after kill %d of seed %d", kill, SEED).containsAll(told);
                told = found;
            }
        }
        forgetCheckpoints();
        try (EmbeddedChain chain = open(directory)) {
            assertThat(chain.head(soon()).stateHash()).isEqualTo(state);
            requireBlocksToAddUp(chain, new ArrayList<>());
        }
    }

    /** Collects "nonce block" of every command, and compares the sums of the events with the ledger. */
    private static void requireBlocksToAddUp(EmbeddedChain chain, List<String> found) throws ChainException {
        long sent = 0;
        long epochs = 0;
        long head = chain.head(soon()).number();
        for (long next = 0; next <= head; ) {
            BlockRange range = chain.blocks(next, BlockRange.MAX_BLOCKS, soon());
            for (Block block : range.blocks()) {
                for (AppliedCommand applied : block.commands()) {
                    assertThat(applied.command().envelope().nonce()).isEqualTo(found.size());
                    found.add(found.size() + " " + block.number());
                }
                sent += block.events().stream()
                        .filter(Transferred.class::isInstance)
                        .count();
                epochs += block.events().stream()
                        .filter(EpochSettled.class::isInstance)
                        .count();
            }
            next = range.next();
        }
        assertThat(chain.nextNonce(ALICE.id(), soon())).isEqualTo(found.size());
        assertThat(chain.balance(BOB.id(), soon())).isEqualTo(sent);
        assertThat(chain.metagraph(soon()).epoch()).isEqualTo(epochs);
        assertThat(epochs).isEqualTo(head / RULES.tempo());
    }

    private void forgetCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> checkpoints = files.filter(
                            file -> file.getFileName().toString().startsWith("checkpoint-"))
                    .toList();
            assertThat(checkpoints).hasSize(2);
            for (Path checkpoint : checkpoints) {
                Files.delete(checkpoint);
            }
        }
    }

    /** Kills the market after about as many commands as said; what it told until then. */
    private List<String> runUntilKilled(int commands) throws IOException, InterruptedException {
        Process market = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Market.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = market.inputReader()) {
            for (int i = 0; i <= commands; i++) {
                told.add(lines.readLine());
            }
            // By its handle: Process would close the pipe, and with it what was told but not yet read.
            market.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
            }
        } finally {
            market.destroyForcibly();
            assertThat(market.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        // The pipe may end within a line, and half a number is a number too.
        told.removeLast();
        return told;
    }

    private static EmbeddedChain open(Path directory) throws ChainException {
        return EmbeddedChain.open(directory, CHAIN, RULES, InstantSource.system(), CHECKPOINT_INTERVAL);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
