package org.synapsesubnet.chain.connector.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockRange;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/**
 * The blocks of a ledger in one directory, which it keeps to itself. Opening reads and checks every block: each CRC,
 * each hash, each parent. All blocks are kept. Not for two threads at a time.
 */
final class BlockStore implements AutoCloseable {

    private final StoreLock lock;
    private final RecordFile records;
    private final BlockOffsets offsets = new BlockOffsets();
    private @Nullable Block last;

    private BlockStore(Path directory, StoreLock lock) throws ChainException, IOException {
        this.lock = lock;
        Path file = directory.resolve("blocks.log");
        this.records = RecordFile.open(file, (offset, payload) -> check(file, offset, payload));
    }

    static BlockStore open(Path directory) throws ChainException, IOException {
        Files.createDirectories(directory);
        StoreLock lock = StoreLock.take(directory);
        try {
            return new BlockStore(directory, lock);
        } catch (ChainException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The newest block, or null in a new store. */
    @Nullable
    Block last() {
        return last;
    }

    /** Returns when the block is on the disk. After a failure the store is unchanged. */
    void append(Block block) throws IOException {
        if (!follows(block)) {
            throw new IllegalArgumentException("block " + block.number() + " doesn't follow the last one");
        }
        long offset = records.end();
        records.append(BlockCodec.encode(block));
        offsets.add(offset);
        last = block;
    }

    /** {@code count} blocks from {@code first} on; all of them must be there. */
    BlockRange read(long first, int count) throws IOException {
        long offset = offsets.nearest(first);
        for (long skipped = first % BlockOffsets.STRIDE; skipped > 0; skipped--) {
            offset = RecordFile.after(offset, records.read(offset));
        }
        List<Block> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] record = records.read(offset);
            blocks.add(BlockCodec.decode(record));
            offset = RecordFile.after(offset, record);
        }
        return new BlockRange(blocks);
    }

    private void check(Path file, long offset, byte[] payload) throws ChainException {
        Block block;
        try {
            block = BlockCodec.decode(payload);
        } catch (IOException e) {
            throw new ChainException(Reason.STORE_CORRUPT, file + " at offset " + offset + ": " + e.getMessage(), e);
        }
        if (!follows(block)) {
            throw new ChainException(
                    Reason.STORE_CORRUPT,
                    file + " at offset " + offset + ": block " + block.number() + " doesn't follow the one before it");
        }
        offsets.add(offset);
        last = block;
    }

    private boolean follows(Block block) {
        Block parent = last;
        return parent == null ? block.number() == 0 : parent.isParentOf(block);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            records.close();
        }
    }
}
