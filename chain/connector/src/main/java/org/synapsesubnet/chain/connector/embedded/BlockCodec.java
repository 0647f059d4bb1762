package org.synapsesubnet.chain.connector.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainIdentity;

/**
 * Blocks as bytes, and their hashes.
 *
 * <p>All integers are big-endian. A block is {@code version:1 number:8 parent:32 timestampMillis:8 events}; events are
 * {@code count:4} and for each one {@code kind:1 length:4 body}. Its hash is SHA-256 over the canonical header
 * {@code version:1 number:8 parent:32 timestampMillis:8 SHA-256(events):32}. The hash isn't stored: reading a block
 * computes it anew.
 */
final class BlockCodec {

    private static final int VERSION = 1;
    private static final int KIND_SUBNET_FOUNDED = 1;

    private BlockCodec() {}

    /** A block whose hash is right for its other parts. */
    static Block seal(long number, BlockHash parent, Instant timestamp, List<ChainEvent> events) {
        BlockHash hash = hash(number, parent, timestamp.toEpochMilli(), encodeEvents(events));
        return new Block(number, hash, parent, timestamp, events);
    }

    static byte[] encode(Block block) {
        return bytes(out -> {
            writeHeader(out, block.number(), block.parent(), block.timestamp().toEpochMilli());
            out.write(encodeEvents(block.events()));
        });
    }

    /** @throws IOException if these bytes aren't a block that {@link #encode} wrote */
    static Block decode(byte[] record) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("block has format version " + version + ", this release reads version " + VERSION);
        }
        long number = in.readLong();
        byte[] parent = new byte[BlockHash.BYTES];
        in.readFully(parent);
        long timestamp = in.readLong();
        List<ChainEvent> events = decodeEvents(in);
        try {
            return seal(number, BlockHash.of(parent), Instant.ofEpochMilli(timestamp), events);
        } catch (IllegalArgumentException e) {
            throw new IOException("block can't be: " + e.getMessage(), e);
        }
    }

    private static BlockHash hash(long number, BlockHash parent, long timestamp, byte[] events) {
        byte[] header = bytes(out -> {
            writeHeader(out, number, parent, timestamp);
            out.write(sha256().digest(events));
        });
        return BlockHash.of(sha256().digest(header));
    }

    private static void writeHeader(DataOutputStream out, long number, BlockHash parent, long timestamp)
            throws IOException {
        out.writeByte(VERSION);
        out.writeLong(number);
        out.write(parent.bytes());
        out.writeLong(timestamp);
    }

    private static byte[] encodeEvents(List<ChainEvent> events) {
        return bytes(out -> {
            out.writeInt(events.size());
            for (ChainEvent event : events) {
                switch (event) {
                    case SubnetFounded founded -> {
                        byte[] body = bytes(b -> {
                            b.writeInt(founded.identity().netuid());
                            b.write(founded.identity().chainId().getBytes(StandardCharsets.US_ASCII));
                        });
                        out.writeByte(KIND_SUBNET_FOUNDED);
                        out.writeInt(body.length);
                        out.write(body);
                    }
                }
            }
        });
    }

    private static List<ChainEvent> decodeEvents(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<ChainEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = in.readUnsignedByte();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("event " + i + " claims " + length + " bytes, but " + in.available() + " follow");
            }
            byte[] body = in.readNBytes(length);
            events.add(decodeEvent(kind, body));
        }
        return events;
    }

    private static ChainEvent decodeEvent(int kind, byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        if (kind != KIND_SUBNET_FOUNDED) {
            throw new IOException("event has kind " + kind + ", which this release doesn't know");
        }
        int netuid = in.readInt();
        try {
            return new SubnetFounded(
                    new ChainIdentity(new String(in.readAllBytes(), StandardCharsets.US_ASCII), netuid));
        } catch (IllegalArgumentException e) {
            throw new IOException("event can't be: " + e.getMessage(), e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory doesn't fail", e);
        }
        return bytes.toByteArray();
    }
}
