package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.TestKey;

/** Opening begins at a checkpoint if it can, and ends in the same place if it can't. */
class CheckpointTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final int INTERVAL = 100;
    private static final int BLOCKS = 345;

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // before each test
    private Block head;

    @BeforeEach
    void growPastSomeCheckpoints() throws Exception {
        try (EmbeddedChain chain = open()) {
            for (int i = 1; i <= BLOCKS; i++) {
                if (i % 50 == 0) {
                    chain.submit(TestKey.number(i).sign(CHAIN, 0, new DrawFaucet()));
                }
                head = chain.seal();
            }
        }
    }

    @Test
    void twoAreKept() throws Exception {
        assertThat(checkpoints())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("checkpoint-%019d".formatted(200), "checkpoint-%019d".formatted(300));
    }

    @Test
    void statesFromTheOlderOneOnAreTold() throws Exception {
        try (EmbeddedChain chain = open()) {
            assertThat(chain.head(soon())).isEqualTo(head);
            assertThat(chain.metagraph(200, soon()).block()).isEqualTo(200);
            assertThatExceptionOfType(ChainException.class)
                    .isThrownBy(() -> chain.metagraph(199, soon()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STATE_PRUNED));
            assertThat(chain.blocks(3, 1, soon()).first().number()).isEqualTo(3);
            assertThat(chain.blocks(130, 200, soon()).blocks()).hasSize(200);
            assertThat(chain.balance(TestKey.number(50).id(), soon())).isPositive();
        }
    }

    @Test
    void oneThatIsDamagedAtAnyByteIsPassedOver() throws Exception {
        byte[] whole = Files.readAllBytes(checkpoints().getFirst());
        for (int at = 0; at < whole.length; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(checkpoints().getFirst(), damaged);
            assertOpensAtTheHead();
        }
        Files.write(checkpoints().getLast(), new byte[3]);
        assertOpensAtTheHead();
    }

    @Test
    void withoutAnyEveryBlockIsAppliedAgain() throws Exception {
        for (Path checkpoint : checkpoints()) {
            Files.delete(checkpoint);
        }
        assertOpensAtTheHead();
    }

    @Test
    void oneOfOtherBlocksIsPassedOver() throws Exception {
        Path other = directory.resolve("other");
        try (EmbeddedChain chain = open(other)) {
            chain.submit(TestKey.number(9).sign(CHAIN, 0, new DrawFaucet()));
            for (int i = 0; i < INTERVAL; i++) {
                chain.seal();
            }
        }
        Path foreign = other.resolve("checkpoint-%019d".formatted(100));
        Files.copy(foreign, directory.resolve(foreign.getFileName()));
        assertOpensAtTheHead();
    }

    private void assertOpensAtTheHead() throws ChainException {
        try (EmbeddedChain chain = open()) {
            assertThat(chain.head(soon())).isEqualTo(head);
            assertThat(chain.balance(TestKey.number(9).id(), soon())).isZero();
            assertThat(chain.metagraph(soon()).epoch()).isEqualTo(BLOCKS / 20);
        }
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("checkpoint-"))
                    .sorted()
                    .toList();
        }
    }

    private EmbeddedChain open() throws ChainException {
        return open(directory);
    }

    private static EmbeddedChain open(Path where) throws ChainException {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return EmbeddedChain.open(where, CHAIN, Hyperparameters.EMBEDDED, () -> now, INTERVAL);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
