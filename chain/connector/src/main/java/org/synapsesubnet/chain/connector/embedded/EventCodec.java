package org.synapsesubnet.chain.connector.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.ChainEvent.AxonAnnounced;
import org.synapsesubnet.chain.api.ChainEvent.CommitExpired;
import org.synapsesubnet.chain.api.ChainEvent.Departure;
import org.synapsesubnet.chain.api.ChainEvent.EpochSettled;
import org.synapsesubnet.chain.api.ChainEvent.FaucetDrawn;
import org.synapsesubnet.chain.api.ChainEvent.HyperparametersSet;
import org.synapsesubnet.chain.api.ChainEvent.NeuronDeregistered;
import org.synapsesubnet.chain.api.ChainEvent.NeuronRegistered;
import org.synapsesubnet.chain.api.ChainEvent.StakeChanged;
import org.synapsesubnet.chain.api.ChainEvent.SubnetFounded;
import org.synapsesubnet.chain.api.ChainEvent.Transferred;
import org.synapsesubnet.chain.api.ChainEvent.WeightsCommitted;
import org.synapsesubnet.chain.api.ChainEvent.WeightsRevealed;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.NeuronPay;
import org.synapsesubnet.chain.api.WeightRow;

/**
 * Events as bytes: {@code count:4} and for each one {@code kind:1 length:4 body}, the body being its components in their
 * order. Kind 1 is that of the first release.
 */
final class EventCodec {

    private EventCodec() {}

    static void write(List<ChainEvent> events, DataOutputStream out) throws IOException {
        out.writeInt(events.size());
        for (ChainEvent event : events) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            out.writeByte(writeBody(event, new DataOutputStream(body)));
            out.writeInt(body.size());
            body.writeTo(out);
        }
    }

    static List<ChainEvent> read(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<ChainEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = in.readUnsignedByte();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("event " + i + " claims " + length + " bytes, but " + in.available() + " follow");
            }
            try {
                events.add(readBody(kind, new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)))));
            } catch (IllegalArgumentException e) {
                throw new IOException("event " + i + " can't be: " + e.getMessage(), e);
            }
        }
        return events;
    }

    /** Returns the kind. */
    private static int writeBody(ChainEvent event, DataOutputStream out) throws IOException {
        return switch (event) {
            case SubnetFounded founded -> {
                out.writeInt(founded.identity().netuid());
                out.write(founded.identity().chainId().getBytes(StandardCharsets.US_ASCII));
                yield 1;
            }
            case HyperparametersSet set -> {
                set.hyperparameters().writeTo(out);
                yield 2;
            }
            case FaucetDrawn drawn -> {
                drawn.coldkey().writeTo(out);
                out.writeLong(drawn.amount());
                yield 3;
            }
            case Transferred transferred -> {
                transferred.from().writeTo(out);
                transferred.to().writeTo(out);
                out.writeLong(transferred.amount());
                yield 4;
            }
            case NeuronRegistered registered -> {
                writeNeuron(registered.uid(), registered.hotkey(), out);
                registered.coldkey().writeTo(out);
                out.writeLong(registered.burned());
                yield 5;
            }
            case NeuronDeregistered deregistered -> {
                writeNeuron(deregistered.uid(), deregistered.hotkey(), out);
                out.writeBoolean(deregistered.departure() == Departure.REPLACED);
                yield 6;
            }
            case AxonAnnounced announced -> {
                writeNeuron(announced.uid(), announced.hotkey(), out);
                announced.endpoint().writeTo(out);
                yield 7;
            }
            case StakeChanged changed -> {
                changed.hotkey().writeTo(out);
                changed.coldkey().writeTo(out);
                out.writeLong(changed.stake());
                out.writeLong(changed.change());
                yield 8;
            }
            case WeightsCommitted committed -> {
                writeNeuron(committed.uid(), committed.hotkey(), out);
                out.write(committed.commitment().bytes());
                yield 9;
            }
            case WeightsRevealed revealed -> {
                writeNeuron(revealed.uid(), revealed.hotkey(), out);
                revealed.weights().writeTo(out);
                out.writeLong(revealed.committedAt());
                yield 10;
            }
            case CommitExpired expired -> {
                writeNeuron(expired.uid(), expired.hotkey(), out);
                out.writeLong(expired.committedAt());
                yield 11;
            }
            case EpochSettled settled -> {
                out.writeLong(settled.epoch());
                out.writeLong(settled.firstBlock());
                out.writeLong(settled.emission());
                out.writeInt(settled.neurons().size());
                for (NeuronPay pay : settled.neurons()) {
                    writePay(pay, out);
                }
                yield 12;
            }
        };
    }

    private static ChainEvent readBody(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case 1 -> {
                int netuid = in.readInt();
                yield new SubnetFounded(
                        new ChainIdentity(new String(in.readAllBytes(), StandardCharsets.US_ASCII), netuid));
            }
            case 2 -> new HyperparametersSet(Hyperparameters.readFrom(in));
            case 3 -> new FaucetDrawn(KeyId.readFrom(in), in.readLong());
            case 4 -> new Transferred(KeyId.readFrom(in), KeyId.readFrom(in), in.readLong());
            case 5 ->
                new NeuronRegistered(in.readUnsignedShort(), KeyId.readFrom(in), KeyId.readFrom(in), in.readLong());
            case 6 ->
                new NeuronDeregistered(
                        in.readUnsignedShort(),
                        KeyId.readFrom(in),
                        in.readBoolean() ? Departure.REPLACED : Departure.REQUESTED);
            case 7 -> new AxonAnnounced(in.readUnsignedShort(), KeyId.readFrom(in), AxonEndpoint.readFrom(in));
            case 8 -> new StakeChanged(KeyId.readFrom(in), KeyId.readFrom(in), in.readLong(), in.readLong());
            case 9 -> new WeightsCommitted(in.readUnsignedShort(), KeyId.readFrom(in), readHash(in));
            case 10 ->
                new WeightsRevealed(in.readUnsignedShort(), KeyId.readFrom(in), WeightRow.readFrom(in), in.readLong());
            case 11 -> new CommitExpired(in.readUnsignedShort(), KeyId.readFrom(in), in.readLong());
            case 12 -> new EpochSettled(in.readLong(), in.readLong(), in.readLong(), readPays(in));
            default -> throw new IOException("event has kind " + kind + ", which this release doesn't know");
        };
    }

    private static void writeNeuron(int uid, KeyId hotkey, DataOutputStream out) throws IOException {
        out.writeShort(uid);
        hotkey.writeTo(out);
    }

    private static void writePay(NeuronPay pay, DataOutputStream out) throws IOException {
        writeNeuron(pay.uid(), pay.hotkey(), out);
        out.writeShort(pay.consensus());
        out.writeShort(pay.incentive());
        out.writeShort(pay.dividends());
        out.writeShort(pay.validatorTrust());
        out.writeLong(pay.minerPay());
        out.writeLong(pay.validatorPay());
        out.writeBoolean(pay.validatorPermit());
    }

    private static List<NeuronPay> readPays(DataInputStream in) throws IOException {
        List<NeuronPay> pays = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pays.add(new NeuronPay(
                    in.readUnsignedShort(),
                    KeyId.readFrom(in),
                    in.readUnsignedShort(),
                    in.readUnsignedShort(),
                    in.readUnsignedShort(),
                    in.readUnsignedShort(),
                    in.readLong(),
                    in.readLong(),
                    in.readBoolean()));
        }
        return pays;
    }

    private static BlockHash readHash(DataInputStream in) throws IOException {
        byte[] hash = new byte[BlockHash.BYTES];
        in.readFully(hash);
        return BlockHash.of(hash);
    }
}
