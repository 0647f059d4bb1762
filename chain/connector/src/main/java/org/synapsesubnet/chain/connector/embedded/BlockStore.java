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
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;

/**
 * The blocks of a ledger in one directory, which it keeps to itself. Opening reads and checks every block from the oldest
 * fitting checkpoint on: each CRC, each hash, each parent; earlier ones are checked when they are read. All blocks are
 * kept. Not for two threads at a time.
 */
final class BlockStore implements AutoCloseable {

    private final StoreLock lock;
    private final Checkpoints checkpoints;
    private final RecordFile records;
    private BlockOffsets offsets = new BlockOffsets();
    private @Nullable Block last;
    private long lastOffset;

    /** Who wants to know the blocks that are there. */
    interface Reader {

        /** Told at most once, first: the blocks from the next one on follow. */
        void startAt(Checkpoint checkpoint);

        /** @throws ChainException if the block can't stand here */
        void next(Block block) throws ChainException;
    }

    private BlockStore(Path directory, StoreLock lock, Reader reader) throws ChainException, IOException {
        this.lock = lock;
        this.checkpoints = new Checkpoints(directory);
        Path file = directory.resolve("blocks.log");
        this.records = RecordFile.open(file);
        try {
            records.readOn(start(reader), (offset, payload) -> check(file, offset, payload, reader));
        } catch (ChainException | IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    static BlockStore open(Path directory, Reader reader) throws ChainException, IOException {
        Files.createDirectories(directory);
        StoreLock lock = StoreLock.take(directory);
        try {
            return new BlockStore(directory, lock, reader);
        } catch (ChainException | IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where to read on: behind the block of the oldest checkpoint that fits, or at the beginning. */
    private long start(Reader reader) throws IOException {
        for (Checkpoint checkpoint : checkpoints.readable()) {
            try {
                byte[] record = records.read(checkpoint.offset());
                Block block = BlockCodec.decode(record);
                if (block.hash().equals(checkpoint.hash()) && block.stateHash().equals(checkpoint.stateHash())) {
                    offsets = BlockOffsets.restored(checkpoint.offsets(), block.number() + 1);
                    last = block;
                    lastOffset = checkpoint.offset();
                    reader.startAt(checkpoint);
                    return RecordFile.after(checkpoint.offset(), record);
                }
            } catch (IOException ofOtherBlocks) {
                continue;
            }
        }
        return 0;
    }

    /** Lets the next opening begin behind the newest block. */
    void checkpoint(Ledger ledger) throws IOException {
        Block block = last;
        if (block == null) {
            throw new IllegalStateException("there is no block to begin behind");
        }
        checkpoints.save(
                new Checkpoint(block.number(), block.hash(), ledger, block.stateHash(), lastOffset, offsets.copy()));
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
        lastOffset = offset;
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

    private void check(Path file, long offset, byte[] payload, Reader reader) throws ChainException {
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
        reader.next(block);
        offsets.add(offset);
        last = block;
        lastOffset = offset;
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
