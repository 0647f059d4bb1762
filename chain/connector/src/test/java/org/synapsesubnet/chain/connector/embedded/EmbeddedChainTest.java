package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.ChainEvent.HyperparametersSet;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.ChainAdapter;
import org.synapsesubnet.chain.connector.ChainAdapterContract;
import org.synapsesubnet.chain.connector.Deadline;

class EmbeddedChainTest extends ChainAdapterContract {

    private static final ChainIdentity IDENTITY = new ChainIdentity("embedded", 1);
    private static final Hyperparameters RULES = Hyperparameters.EMBEDDED;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @SuppressWarnings("NullAway.Init") // by the contract's set-up
    private EmbeddedChain chain;

    @Override
    protected ChainAdapter open() throws ChainException {
        chain = EmbeddedChain.open(directory, IDENTITY, RULES, now::get);
        return chain;
    }

    @Override
    protected void grow() throws ChainException {
        chain.seal();
    }

    @Test
    void firstBlockFoundsTheSubnet() throws Exception {
        Block genesis = chain.head(soon());
        assertThat(genesis.number()).isZero();
        assertThat(genesis.timestamp()).isEqualTo(START);
        assertThat(genesis.events()).containsExactly(new SubnetFounded(IDENTITY), new HyperparametersSet(RULES));
    }

    @Test
    void sameContentHasTheSameHashForEver() throws Exception {
        // Computed apart from this code, by sha256 over the documented header, events and state.
        assertThat(chain.head(soon()).hash().text())
                .isEqualTo("0x1c321baf2dcccba7ccb82a14ef9c341adfdbd62d1e3dbe240c6b23c5b5923cbf");
    }

    @Test
    void goesOnWhereItWasWithoutFillingTheTimeBetween() throws Exception {
        Block last = chain.seal();
        chain.close();
        now.set(START.plus(Duration.ofHours(9)));
        open();
        assertThat(chain.head(soon())).isEqualTo(last);
        Block next = chain.seal();
        assertThat(last.isParentOf(next)).isTrue();
        assertThat(next.timestamp()).isEqualTo(START.plus(Duration.ofHours(9)));
    }

    @Test
    void blockTimesGrowEvenWhenTheClockIsSetBack() throws Exception {
        now.set(START.minus(Duration.ofDays(1)));
        assertThat(chain.seal().timestamp()).isEqualTo(START.plusMillis(1));
        assertThat(chain.seal().timestamp()).isEqualTo(START.plusMillis(2));
    }

    @Test
    void readsAcrossTheStridesOfItsIndex() throws Exception {
        int blocks = 3 * BlockOffsets.STRIDE;
        for (int i = 0; i < blocks; i++) {
            now.updateAndGet(t -> t.plusSeconds(1));
            chain.seal();
        }
        chain.close();
        open();
        for (long number : new long[] {0, 63, 64, 65, 127, 128, blocks}) {
            assertThat(chain.blocks(number, 1, soon()).first().number()).isEqualTo(number);
        }
        assertThat(chain.blocks(60, 100, soon()).blocks()).hasSize(100);
    }

    @Test
    void aSecondOwnerIsRefused() {
        assertRefused(Reason.STORE_LOCKED, IDENTITY);
    }

    @Test
    void aLedgerOfAnotherSubnetIsRefusedAndLeftFree() throws Exception {
        chain.close();
        assertRefused(Reason.WRONG_CHAIN, new ChainIdentity("embedded", 2));
        open();
        assertThat(chain.isOpen()).isTrue();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> EmbeddedChain.open(file, IDENTITY, RULES, now::get))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .withMessageContaining(file.toString());
    }

    private void assertRefused(Reason reason, ChainIdentity identity) {
        assertThatExceptionOfType(ChainException.class)
                .isThrownBy(() -> EmbeddedChain.open(directory, identity, RULES, now::get))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .withMessageContaining(directory.toString());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
