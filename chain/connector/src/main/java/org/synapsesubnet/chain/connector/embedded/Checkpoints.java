package org.synapsesubnet.chain.connector.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.connector.embedded.ledger.Ledger;
import org.synapsesubnet.chain.connector.embedded.ledger.LedgerCodec;
import org.synapsesubnet.chain.connector.embedded.ledger.Sha256;

/**
 * The checkpoints beside a ledger's blocks. They only save time: one that is missing, damaged or of another release is
 * passed over, and in the worst case every block is applied again.
 *
 * <p>A file is {@code magic:8 digest:32 block:8 hash:32 offset:8 count:4 offsets ledger}; the digest is SHA-256 over
 * everything behind it. It gets its name when it is whole and on the disk.
 */
final class Checkpoints {

    /** The older one lets states before the newer one be told after opening. */
    private static final int KEPT = 2;

    private static final String PREFIX = "checkpoint-";
    private static final byte[] MAGIC = {'S', 'Y', 'N', 'C', 'H', 'K', 'P', 1};

    private final Path directory;

    Checkpoints(Path directory) {
        this.directory = directory;
    }

    void save(Checkpoint checkpoint) throws IOException {
        byte[] content = encode(checkpoint);
        Path draft = directory.resolve("checkpoint.new");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer left :
                    List.of(ByteBuffer.wrap(MAGIC), ByteBuffer.wrap(Sha256.of(content)), ByteBuffer.wrap(content))) {
                while (left.hasRemaining()) {
                    file.write(left);
                }
            }
            file.force(true);
        }
        Files.move(
                draft,
                directory.resolve(PREFIX + "%019d".formatted(checkpoint.block())),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        List<Path> files = files();
        for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.delete(old);
        }
    }

    /** All that can be read, oldest first. */
    List<Checkpoint> readable() throws IOException {
        List<Checkpoint> readable = new ArrayList<>();
        for (Path file : files()) {
            read(Files.readAllBytes(file)).ifPresent(readable::add);
        }
        return readable;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] encode(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(checkpoint.block());
        out.write(checkpoint.hash().bytes());
        out.writeLong(checkpoint.offset());
        out.writeInt(checkpoint.offsets().length);
        for (long offset : checkpoint.offsets()) {
            out.writeLong(offset);
        }
        out.write(LedgerCodec.encode(checkpoint.ledger()));
        return bytes.toByteArray();
    }

    private static Optional<Checkpoint> read(byte[] file) {
        int start = MAGIC.length + BlockHash.BYTES;
        if (file.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(file, start, file.length);
        if (!Arrays.equals(Sha256.of(content), Arrays.copyOfRange(file, MAGIC.length, start))) {
            return Optional.empty();
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
            long block = in.readLong();
            BlockHash hash = BlockHash.of(in.readNBytes(BlockHash.BYTES));
            long offset = in.readLong();
            long[] offsets = new long[in.readInt()];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = in.readLong();
            }
            Ledger ledger = LedgerCodec.decode(in.readAllBytes());
            return Optional.of(new Checkpoint(block, hash, ledger, LedgerCodec.hash(ledger), offset, offsets));
        } catch (IOException otherRelease) {
            return Optional.empty();
        }
    }
}
