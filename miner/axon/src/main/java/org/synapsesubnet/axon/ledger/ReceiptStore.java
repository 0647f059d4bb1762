package org.synapsesubnet.axon.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.receipt.Receipt;
import org.synapsesubnet.api.wire.FlatJson;
import org.synapsesubnet.api.wire.LowerHex;

/**
 * Where receipts outlive the process, if anywhere: a file with the chain's origin in its first line and a receipt in
 * each further one. A line that a crash cut short is dropped when the file is opened again; its answer was never
 * acknowledged by a receipt.
 */
public final class ReceiptStore implements AutoCloseable {

    private final String origin;
    private final @Nullable FileChannel file;

    private ReceiptStore(String origin, @Nullable FileChannel file) {
        this.origin = origin;
        this.file = file;
    }

    /** Opens the file, or keeps nothing when there is none. */
    public static ReceiptStore open(Optional<Path> path, SecureRandom random) throws IOException {
        if (path.isEmpty()) {
            return new ReceiptStore(newOrigin(random), null);
        }
        FileChannel file = FileChannel.open(
                path.get(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            dropUnfinishedLine(file);
            if (file.size() == 0) {
                String origin = newOrigin(random);
                write(file, new FlatJson().with("origin", origin).toString());
                return new ReceiptStore(origin, file);
            }
            return new ReceiptStore(FlatJson.parse(reader(file).readLine()).text("origin"), file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e instanceof IOException io
                    ? io
                    : new IOException(path.get() + " holds no receipts: " + e.getMessage(), e);
        }
    }

    String origin() {
        return origin;
    }

    void replay(Consumer<Receipt> each) throws IOException {
        if (file == null) {
            return;
        }
        BufferedReader lines = reader(file);
        lines.readLine();
        long expected = 1;
        String line;
        while ((line = lines.readLine()) != null) {
            try {
                Receipt receipt = Receipt.fromJson(line);
                if (receipt.sequence() != expected) {
                    throw new IllegalArgumentException("sequence must be " + expected);
                }
                each.accept(receipt);
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "line %d of the receipts is broken: %s".formatted(expected + 1, e.getMessage()), e);
            }
            expected++;
        }
        file.position(file.size());
    }

    void append(Receipt receipt) throws IOException {
        if (file != null) {
            write(file, receipt.toJson());
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static String newOrigin(SecureRandom random) {
        byte[] origin = new byte[32];
        random.nextBytes(origin);
        return LowerHex.of(origin);
    }

    private static BufferedReader reader(FileChannel file) throws IOException {
        file.position(0);
        return new BufferedReader(Channels.newReader(file, StandardCharsets.UTF_8));
    }

    private static void write(FileChannel file, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static void dropUnfinishedLine(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            file.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        file.truncate(end);
        file.position(end);
    }
}
