package org.synapsesubnet.chain.connector.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.synapsesubnet.chain.api.ChainException;
import org.synapsesubnet.chain.api.ChainException.Reason;

/**
 * An append-only file of records, {@code length:4 crc:4 payload}; the CRC-32C covers length and payload. A record that
 * {@link #append} has returned from is on the disk. Not for two threads at a time.
 *
 * <p>It goes through {@link RandomAccessFile} on purpose: a {@link FileChannel} would be closed for everyone by the
 * interrupt of one reading thread.
 */
final class RecordFile implements AutoCloseable {

    /** Largest payload in bytes: a full block in which the largest epoch settles and every commit expires has 1.3 MB. */
    static final int MAX_PAYLOAD = 1 << 21;

    private static final int HEADER = 8;
    private static final byte[] MAGIC = {'S', 'Y', 'N', 'L', 'E', 'D', 'G', 1};

    private final RandomAccessFile file;
    private final Path path;
    private long end;
    private boolean tailSuspect;

    /** What {@link #readOn} does with each record it finds. */
    interface Visitor {
        /** @throws ChainException if this record can't stand here */
        void record(long offset, byte[] payload) throws ChainException;
    }

    private RecordFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens or makes the file. Before anything is written, {@link #readOn} must have been called.
     *
     * @throws ChainException {@link Reason#STORE_CORRUPT} if it isn't such a file
     */
    static RecordFile open(Path path) throws ChainException, IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            RecordFile records = new RecordFile(path, file);
            records.checkMagic();
            return records;
        } catch (ChainException | IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Position behind the last record, where the next one will stand. */
    long end() {
        return end;
    }

    /**
     * Writes a record and waits for the disk. After a failure the file is as it was before, at the latest when the next
     * record is written.
     */
    void append(byte[] payload) throws IOException {
        if (payload.length == 0 || payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload must have 1 to " + MAX_PAYLOAD + " bytes, but had " + payload.length);
        }
        if (tailSuspect) {
            file.setLength(end);
        }
        tailSuspect = true;
        ByteBuffer record = ByteBuffer.allocate(HEADER + payload.length);
        record.putInt(payload.length).putInt(crc(payload)).put(payload);
        file.seek(end);
        file.write(record.array());
        file.getFD().sync();
        end += record.capacity();
        tailSuspect = false;
    }

    /** The payload of the record at this offset. */
    byte[] read(long offset) throws IOException {
        byte[] header = new byte[HEADER];
        file.seek(offset);
        file.readFully(header);
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt();
        int crc = fields.getInt();
        if (length <= 0 || length > MAX_PAYLOAD) {
            throw new IOException("no record at offset " + offset + " of " + path);
        }
        byte[] payload = new byte[length];
        file.readFully(payload);
        if (crc(payload) != crc) {
            throw new IOException("damaged record at offset " + offset + " of " + path);
        }
        return payload;
    }

    /** Offset of the record behind one with this offset and payload. */
    static long after(long offset, byte[] payload) {
        return offset + HEADER + payload.length;
    }

    private void checkMagic() throws ChainException, IOException {
        if (file.length() < MAGIC.length) {
            begin();
            return;
        }
        byte[] magic = new byte[MAGIC.length];
        file.seek(0);
        file.readFully(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new ChainException(Reason.STORE_CORRUPT, path + " isn't a ledger of this release");
        }
        end = MAGIC.length;
    }

    /**
     * Shows each record behind the first {@code from} bytes to {@code visitor} and cuts off the tail that a crash tore.
     *
     * @param from where an intact record begins or ends; 0 for the first one
     * @throws ChainException {@link Reason#STORE_CORRUPT} if the file is damaged in front of an intact record
     */
    void readOn(long from, Visitor visitor) throws ChainException, IOException {
        long length = file.length();
        end = Math.max(from, MAGIC.length);
        while (end < length) {
            byte[] payload;
            try {
                payload = read(end);
            } catch (IOException damaged) {
                cutTornTail(length, damaged);
                return;
            }
            visitor.record(end, payload);
            end = after(end, payload);
        }
    }

    private void begin() throws IOException {
        file.setLength(0);
        file.seek(0);
        file.write(MAGIC);
        file.getFD().sync();
        end = MAGIC.length;
        // The file's name must last as well as what it holds.
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * Only one record at a time is on its way to the disk, so a crash leaves at most one unfinished record, at the end.
     * An intact record behind the damage therefore proves another cause.
     */
    private void cutTornTail(long length, IOException damaged) throws ChainException, IOException {
        boolean tooLong = length - end > HEADER + MAX_PAYLOAD;
        if (tooLong || intactRecordBehind(length)) {
            throw new ChainException(
                    Reason.STORE_CORRUPT,
                    path + " is damaged at offset " + end
                            + " and goes on behind it, which no crash explains; restore it from a copy",
                    damaged);
        }
        file.setLength(end);
        file.getFD().sync();
    }

    private boolean intactRecordBehind(long length) throws IOException {
        for (long offset = end + 1; offset <= length - HEADER; offset++) {
            try {
                read(offset);
                return true;
            } catch (EOFException pastTheEnd) {
                continue;
            } catch (IOException noRecord) {
                continue;
            }
        }
        return false;
    }

    private static int crc(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
