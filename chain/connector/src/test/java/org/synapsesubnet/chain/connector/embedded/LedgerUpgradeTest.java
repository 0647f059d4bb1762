package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainEvent.HyperparametersSet;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.connector.Deadline;
import org.synapsesubnet.chain.connector.TestKey;

/** A ledger of the release whose blocks had neither commands nor state. */
class LedgerUpgradeTest {

    private static final ChainIdentity CHAIN = new ChainIdentity("embedded", 1);
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00.123Z");

    /** The hash that the earlier release gave its first block. */
    private static final String FIRST_HASH = "0x8754244afaba2efd4fecaff3440702ea65269cf1ae8161506ffaeed899db7eb2";

    @TempDir
    private Path directory;

    @Test
    void goesOnBehindItsBlocksWithoutChangingThem() throws Exception {
        writeOldLedger();
        try (EmbeddedChain chain = open(Hyperparameters.EMBEDDED)) {
            Block first = chain.blocks(0, 1, soon()).first();
            assertThat(first.hash().text()).isEqualTo(FIRST_HASH);
            assertThat(first.events()).containsExactly(new SubnetFounded(CHAIN));
            Block upgraded = chain.head(soon());
            assertThat(first.isParentOf(upgraded)).isTrue();
            assertThat(upgraded.events()).containsExactly(new HyperparametersSet(Hyperparameters.EMBEDDED));
            chain.submit(TestKey.number(1).sign(CHAIN, 0, new DrawFaucet()));
            chain.seal();
        }
        try (EmbeddedChain chain = open(Hyperparameters.EMBEDDED)) {
            assertThat(chain.head(soon()).number()).isEqualTo(2);
            assertThat(chain.balance(TestKey.number(1).id(), soon())).isPositive();
            assertThat(chain.metagraph(soon()).epochStart()).isEqualTo(1);
        }
    }

    @Test
    void changedNumbersCountFromTheNextBlockOn() throws Exception {
        open(Hyperparameters.EMBEDDED).close();
        Hyperparameters quicker = Hyperparameters.EMBEDDED.withTempo(5);
        try (EmbeddedChain chain = open(quicker)) {
            assertThat(chain.hyperparameters(soon())).isEqualTo(Hyperparameters.EMBEDDED);
            assertThat(chain.seal().events()).containsExactly(new HyperparametersSet(quicker));
            assertThat(chain.seal().events()).isEmpty();
        }
        try (EmbeddedChain chain = open(quicker)) {
            assertThat(chain.hyperparameters(soon())).isEqualTo(quicker);
        }
    }

    /** Byte by byte as that release did: version, number, parent, time, one event. */
    private void writeOldLedger() throws Exception {
        byte[] name = CHAIN.chainId().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer block = ByteBuffer.allocate(1 + 8 + 32 + 8 + 4 + 1 + 4 + 4 + name.length);
        block.put((byte) 1).putLong(0).put(BlockHash.ZERO.bytes()).putLong(THEN.toEpochMilli());
        block.putInt(1)
                .put((byte) 1)
                .putInt(4 + name.length)
                .putInt(CHAIN.netuid())
                .put(name);
        try (RecordFile records = RecordFile.open(directory.resolve("blocks.log"))) {
            records.append(block.array());
        }
    }

    private EmbeddedChain open(Hyperparameters rules) throws Exception {
        return EmbeddedChain.open(directory, CHAIN, rules, () -> THEN.plusSeconds(1));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }
}
