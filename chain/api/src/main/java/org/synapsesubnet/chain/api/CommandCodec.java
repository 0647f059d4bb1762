package org.synapsesubnet.chain.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.synapsesubnet.chain.api.ChainCommand.AddStake;
import org.synapsesubnet.chain.api.ChainCommand.AnnounceAxon;
import org.synapsesubnet.chain.api.ChainCommand.CommitWeights;
import org.synapsesubnet.chain.api.ChainCommand.DeregisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.DrawFaucet;
import org.synapsesubnet.chain.api.ChainCommand.RegisterNeuron;
import org.synapsesubnet.chain.api.ChainCommand.RemoveStake;
import org.synapsesubnet.chain.api.ChainCommand.RevealWeights;
import org.synapsesubnet.chain.api.ChainCommand.Transfer;

/**
 * The one byte form of a {@link CommandEnvelope}: {@code chain netuid:2 signer:33 nonce:8 kind:1} and the fields of the
 * command in their order. Integers are big-endian, texts are UTF-8 behind a length of 2 bytes.
 */
public final class CommandCodec {

    private CommandCodec() {}

    public static byte[] encode(CommandEnvelope envelope) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(envelope.chain().chainId());
            out.writeShort(envelope.chain().netuid());
            envelope.signer().writeTo(out);
            out.writeLong(envelope.nonce());
            write(envelope.command(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory doesn't fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if these bytes aren't an envelope that {@link #encode} wrote */
    public static CommandEnvelope decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            ChainIdentity chain = new ChainIdentity(in.readUTF(), in.readUnsignedShort());
            CommandEnvelope envelope = new CommandEnvelope(chain, KeyId.readFrom(in), in.readLong(), read(in));
            if (in.available() > 0) {
                throw new IOException("command is followed by " + in.available() + " more bytes");
            }
            return envelope;
        } catch (IllegalArgumentException e) {
            throw new IOException("command can't be: " + e.getMessage(), e);
        }
    }

    private static void write(ChainCommand command, DataOutput out) throws IOException {
        switch (command) {
            case DrawFaucet faucet -> out.writeByte(1);
            case Transfer transfer -> {
                out.writeByte(2);
                writeAmount(transfer.to(), transfer.amount(), out);
            }
            case RegisterNeuron register -> {
                out.writeByte(3);
                register.hotkey().writeTo(out);
            }
            case DeregisterNeuron deregister -> {
                out.writeByte(4);
                deregister.hotkey().writeTo(out);
            }
            case AnnounceAxon announce -> {
                out.writeByte(5);
                announce.endpoint().writeTo(out);
            }
            case AddStake add -> {
                out.writeByte(6);
                writeAmount(add.hotkey(), add.amount(), out);
            }
            case RemoveStake remove -> {
                out.writeByte(7);
                writeAmount(remove.hotkey(), remove.amount(), out);
            }
            case CommitWeights commit -> {
                out.writeByte(8);
                out.write(commit.commitment().bytes());
            }
            case RevealWeights reveal -> {
                out.writeByte(9);
                reveal.weights().writeTo(out);
                out.write(reveal.salt().bytes());
            }
        }
    }

    private static void writeAmount(KeyId key, long amount, DataOutput out) throws IOException {
        key.writeTo(out);
        out.writeLong(amount);
    }

    private static ChainCommand read(DataInput in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> new DrawFaucet();
            case 2 -> new Transfer(KeyId.readFrom(in), in.readLong());
            case 3 -> new RegisterNeuron(KeyId.readFrom(in));
            case 4 -> new DeregisterNeuron(KeyId.readFrom(in));
            case 5 -> new AnnounceAxon(AxonEndpoint.readFrom(in));
            case 6 -> new AddStake(KeyId.readFrom(in), in.readLong());
            case 7 -> new RemoveStake(KeyId.readFrom(in), in.readLong());
            case 8 -> new CommitWeights(BlockHash.of(bytes(BlockHash.BYTES, in)));
            case 9 -> new RevealWeights(WeightRow.readFrom(in), Salt.of(bytes(WeightRow.SALT_BYTES, in)));
            default -> throw new IOException("command has kind " + kind + ", which this release doesn't know");
        };
    }

    private static byte[] bytes(int count, DataInput in) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }
}
