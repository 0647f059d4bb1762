package org.synapsesubnet.chain.connector.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.synapsesubnet.chain.api.AppliedCommand;
import org.synapsesubnet.chain.api.Block;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.CommandCodec;
import org.synapsesubnet.chain.api.SignedCommand;
import org.synapsesubnet.chain.connector.embedded.ledger.Sha256;

/**
 * Blocks as bytes, and their hashes.
 *
 * <p>All integers are big-endian. A block is {@code version:1 number:8 parent:32 timestampMillis:8 stateHash:32 events
 * commands}; commands are {@code count:4} and for each one {@code length:4 envelope signature:97 events:4}. Its hash is
 * SHA-256 over the canonical header {@code version:1 number:8 parent:32 timestampMillis:8 stateHash:32
 * SHA-256(events):32 SHA-256(commands):32}. The hash isn't stored: reading a block computes it anew.
 *
 * <p>Blocks of version 1, of the release that had no commands, are still read and keep their hashes: they end behind the
 * events, and their header has neither state nor commands.
 */
final class BlockCodec {

    private static final int VERSION_WITHOUT_COMMANDS = 1;
    private static final int VERSION = 2;
    private static final int SIGNATURE_BYTES = 97;

    private BlockCodec() {}

    /** A block whose hash is right for its other parts. */
    static Block seal(
            long number,
            BlockHash parent,
            Instant timestamp,
            BlockHash stateHash,
            List<ChainEvent> events,
            List<AppliedCommand> commands) {
        byte[] header = bytes(out -> {
            writeHeader(VERSION, number, parent, timestamp.toEpochMilli(), out);
            out.write(stateHash.bytes());
            out.write(Sha256.of(bytes(section -> EventCodec.write(events, section))));
            out.write(Sha256.of(bytes(section -> writeCommands(commands, section))));
        });
        return new Block(number, BlockHash.of(Sha256.of(header)), parent, timestamp, stateHash, events, commands);
    }

    static byte[] encode(Block block) {
        return bytes(out -> {
            writeHeader(
                    VERSION, block.number(), block.parent(), block.timestamp().toEpochMilli(), out);
            out.write(block.stateHash().bytes());
            EventCodec.write(block.events(), out);
            writeCommands(block.commands(), out);
        });
    }

    /** Bytes that a command takes in a block, without its events. */
    static int size(SignedCommand command) {
        return CommandCodec.encode(command.envelope()).length + SIGNATURE_BYTES + 2 * Integer.BYTES;
    }

    /** @throws IOException if these bytes aren't a block that this or an earlier release wrote */
    static Block decode(byte[] record) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
        int version = in.readUnsignedByte();
        if (version != VERSION && version != VERSION_WITHOUT_COMMANDS) {
            throw new IOException("block has format version " + version + ", this release reads up to version "
                    + VERSION + "; open the ledger with the release that wrote it");
        }
        long number = in.readLong();
        BlockHash parent = readHash(in);
        Instant timestamp = Instant.ofEpochMilli(in.readLong());
        try {
            return version == VERSION
                    ? seal(number, parent, timestamp, readHash(in), EventCodec.read(in), readCommands(in))
                    : sealWithoutCommands(number, parent, timestamp, EventCodec.read(in));
        } catch (IllegalArgumentException e) {
            throw new IOException("block can't be: " + e.getMessage(), e);
        }
    }

    private static Block sealWithoutCommands(
            long number, BlockHash parent, Instant timestamp, List<ChainEvent> events) {
        byte[] header = bytes(out -> {
            writeHeader(VERSION_WITHOUT_COMMANDS, number, parent, timestamp.toEpochMilli(), out);
            out.write(Sha256.of(bytes(section -> EventCodec.write(events, section))));
        });
        return new Block(number, BlockHash.of(Sha256.of(header)), parent, timestamp, events);
    }

    private static void writeHeader(int version, long number, BlockHash parent, long timestamp, DataOutputStream out)
            throws IOException {
        out.writeByte(version);
        out.writeLong(number);
        out.write(parent.bytes());
        out.writeLong(timestamp);
    }

    private static void writeCommands(List<AppliedCommand> commands, DataOutputStream out) throws IOException {
        out.writeInt(commands.size());
        for (AppliedCommand applied : commands) {
            byte[] envelope = CommandCodec.encode(applied.command().envelope());
            out.writeInt(envelope.length);
            out.write(envelope);
            out.write(HexFormat.of().parseHex(applied.command().signature()));
            out.writeInt(applied.events());
        }
    }

    private static List<AppliedCommand> readCommands(DataInputStream in) throws IOException {
        List<AppliedCommand> commands = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("command claims " + length + " bytes, but " + in.available() + " follow");
            }
            byte[] envelope = in.readNBytes(length);
            byte[] signature = new byte[SIGNATURE_BYTES];
            in.readFully(signature);
            commands.add(new AppliedCommand(
                    new SignedCommand(
                            CommandCodec.decode(envelope), HexFormat.of().formatHex(signature)),
                    in.readInt()));
        }
        return commands;
    }

    private static BlockHash readHash(DataInputStream in) throws IOException {
        byte[] hash = new byte[BlockHash.BYTES];
        in.readFully(hash);
        return BlockHash.of(hash);
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
