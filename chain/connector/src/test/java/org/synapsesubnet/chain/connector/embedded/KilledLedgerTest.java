package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.Deadline;

/** A process that seals blocks as fast as it can is killed again and again; its ledger must have every block it told. */
class KilledLedgerTest {

    private static final ChainIdentity IDENTITY = new ChainIdentity("embedded", 1);
    private static final int KILLS = Integer.getInteger("synapse.test.kills", 20);
    private static final long SEED = Long.getLong("synapse.test.seed", 7);

    @TempDir
    private Path directory;

    /** The process that is killed: tells "number hash" of each sealed block, one a line. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws ChainException {
            EmbeddedChain chain = EmbeddedChain.open(
                    Path.of(arguments[0]), IDENTITY, Hyperparameters.EMBEDDED, InstantSource.system());
            while (true) {
                var block = chain.seal();
                System.out.println(block.number() + " " + block.hash());
            }
        }
    }

    @Test
    void noToldBlockIsLostAndTheChainIsUnbroken() throws Exception {
        Random random = new Random(SEED);
        List<String> told = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            told.addAll(writeUntilKilled(random.nextInt(400)));
            List<String> found = readLedger();
            assertThat(found).as("after kill %d of seed %d", kill, SEED).containsAll(told);
            told = found;
        }
        assertThat(told).hasSizeGreaterThan(KILLS);
    }

    @Test
    void anotherProcessCannotOpenTheLedgerMeanwhile() throws Exception {
        Process writer = start();
        try (BufferedReader lines = writer.inputReader()) {
            lines.readLine();
            assertThatExceptionOfType(ChainException.class)
                    .isThrownBy(() ->
                            EmbeddedChain.open(directory, IDENTITY, Hyperparameters.EMBEDDED, InstantSource.system()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STORE_LOCKED));
        } finally {
            kill(writer);
        }
    }

    /** Kills the writer after about as many blocks as said; what it told until then. */
    private List<String> writeUntilKilled(int blocks) throws IOException, InterruptedException {
        Process writer = start();
        List<String> told = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader()) {
            for (int i = 0; i <= blocks; i++) {
                told.add(lines.readLine());
            }
            // By its handle: Process would close the pipe, and with it what was told but not yet read.
            writer.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(line);
            }
        } finally {
            kill(writer);
        }
        // The pipe may end within a line.
        if (!told.getLast().matches("\\d+ 0x[0-9a-f]{64}")) {
            told.removeLast();
        }
        return told;
    }

    /** All blocks but the first; opening and {@link BlockRange} check how they hang together. */
    private List<String> readLedger() throws ChainException {
        List<String> found = new ArrayList<>();
        try (EmbeddedChain chain =
                EmbeddedChain.open(directory, IDENTITY, Hyperparameters.EMBEDDED, InstantSource.system())) {
            long head = chain.head(soon()).number();
            for (long next = 1; next <= head; ) {
                BlockRange range = chain.blocks(next, BlockRange.MAX_BLOCKS, soon());
                range.blocks().forEach(block -> found.add(block.number() + " " + block.hash()));
                next = range.next();
            }
        }
        return found;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
