package org.synapsesubnet.chain.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/** What a crash may leave behind, and what it can't. */
class BlockStoreDamageTest {

    private static final int BLOCKS = 4;

    @TempDir
    private Path directory;

    private Path file;
    private byte[] whole;
    private int lastRecord;

    @BeforeEach
    void writeSomeBlocks() throws Exception {
        file = directory.resolve("blocks.log");
        try (BlockStore store = BlockStore.open(directory, new LedgerHistory())) {
            for (int i = 0; i < BLOCKS; i++) {
                lastRecord = Math.toIntExact(Files.size(file));
                store.append(following(store.last()));
            }
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void aTailTornAtAnyByteIsCutOffAndWritingGoesOn() throws Exception {
        for (int length = lastRecord; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(reopenAndAppend()).as("cut to %d bytes", length).isEqualTo(BLOCKS - 1);
        }
    }

    @Test
    void aTailOfZerosIsCutOff() throws Exception {
        Files.write(file, Arrays.copyOf(whole, whole.length + 500));
        assertThat(reopenAndAppend()).isEqualTo(BLOCKS);
    }

    @Test
    void aTailWhoseBytesChangedIsCutOff() throws Exception {
        for (int at = lastRecord; at < whole.length; at++) {
            Files.write(file, flipped(at));
            assertThat(reopenAndAppend()).as("byte %d changed", at).isEqualTo(BLOCKS - 1);
        }
    }

    @Test
    void damageInFrontOfAnIntactBlockIsRefusedAndNothingIsCut() throws Exception {
        for (int at = 0; at < lastRecord; at++) {
            byte[] damaged = flipped(at);
            Files.write(file, damaged);
            assertThatExceptionOfType(ChainException.class)
                    .as("byte %d changed", at)
                    .isThrownBy(() -> BlockStore.open(directory, new LedgerHistory()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.STORE_CORRUPT))
                    .withMessageContaining(file.toString());
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void aTornBeginningStartsOver() throws Exception {
        for (int length = 0; length < 8; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(reopenAndAppend()).isZero();
        }
    }

    private byte[] flipped(int at) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 0x40;
        return damaged;
    }

    /** How many blocks the store found; it must then take one more and find that too. */
    private long reopenAndAppend() throws ChainException, IOException {
        long found;
        Block added;
        try (BlockStore store = BlockStore.open(directory, new LedgerHistory())) {
            Block last = store.last();
            found = last == null ? 0 : last.number() + 1;
            added = following(last);
            store.append(added);
        }
        try (BlockStore store = BlockStore.open(directory, new LedgerHistory())) {
            assertThat(store.last()).isEqualTo(added);
        }
        return found;
    }

    private static Block following(@Nullable Block parent) {
        return parent == null
                ? BlockCodec.seal(0, BlockHash.ZERO, Instant.ofEpochMilli(1), BlockHash.ZERO, List.of(), List.of())
                : BlockCodec.seal(
                        parent.number() + 1,
                        parent.hash(),
                        parent.timestamp().plusMillis(1),
                        BlockHash.ZERO,
                        List.of(),
                        List.of());
    }
}
