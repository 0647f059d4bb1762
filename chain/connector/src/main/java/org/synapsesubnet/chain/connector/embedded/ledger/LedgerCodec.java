package org.synapsesubnet.chain.connector.embedded.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.BlockHash;
import org.synapsesubnet.chain.api.ChainIdentity;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.KeyId;

/**
 * A ledger as bytes, the same ones for the same state: everything in the order of keys and uids. Blocks carry their
 * SHA-256, checkpoints hold them.
 */
public final class LedgerCodec {

    private LedgerCodec() {}

    /** What the state hashes to. */
    public static BlockHash hash(Ledger ledger) {
        return BlockHash.of(Sha256.of(encode(ledger)));
    }

    public static byte[] encode(Ledger ledger) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(ledger.chain().chainId());
            out.writeShort(ledger.chain().netuid());
            ledger.hyperparameters().writeTo(out);
            out.writeLong(ledger.clock().epoch());
            out.writeLong(ledger.clock().epochStart());
            out.writeLong(ledger.issued());
            write(ledger.accounts(), out);
            write(ledger.hotkeys(), out);
            write(ledger.neurons(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory doesn't fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if these bytes aren't a ledger that {@link #encode} wrote */
    public static Ledger decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            return new Ledger(
                    new ChainIdentity(in.readUTF(), in.readUnsignedShort()),
                    Hyperparameters.readFrom(in),
                    new LedgerClock(in.readLong(), in.readLong()),
                    in.readLong(),
                    readAccounts(in),
                    readHotkeys(in),
                    readNeurons(in));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException("ledger can't be: " + e.getMessage(), e);
        }
    }

    private static void write(Accounts accounts, DataOutputStream out) throws IOException {
        out.writeInt(accounts.byKey().size());
        for (Map.Entry<KeyId, Account> entry : accounts.byKey().entrySet()) {
            Account account = entry.getValue();
            entry.getKey().writeTo(out);
            out.writeLong(account.balance());
            out.writeLong(account.nextNonce());
            out.writeBoolean(account.faucetDrawn());
            out.writeInt(account.recent().size());
            for (Account.Taken taken : account.recent()) {
                out.writeLong(taken.nonce());
                out.write(taken.digest().bytes());
                out.writeLong(taken.block());
            }
        }
    }

    private static Accounts readAccounts(DataInputStream in) throws IOException {
        Accounts accounts = new Accounts();
        for (int left = in.readInt(); left > 0; left--) {
            KeyId key = KeyId.readFrom(in);
            long balance = in.readLong();
            long nextNonce = in.readLong();
            boolean faucetDrawn = in.readBoolean();
            List<Account.Taken> recent = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                recent.add(new Account.Taken(in.readLong(), readHash(in), in.readLong()));
            }
            accounts.put(key, new Account(balance, nextNonce, faucetDrawn, recent));
        }
        return accounts;
    }

    private static void write(Hotkeys hotkeys, DataOutputStream out) throws IOException {
        out.writeInt(hotkeys.byKey().size());
        for (Map.Entry<KeyId, Hotkeys.Hotkey> entry : hotkeys.byKey().entrySet()) {
            entry.getKey().writeTo(out);
            entry.getValue().owner().writeTo(out);
            out.writeInt(entry.getValue().stakes().size());
            for (Map.Entry<KeyId, Long> stake : entry.getValue().stakes().entrySet()) {
                stake.getKey().writeTo(out);
                out.writeLong(stake.getValue());
            }
        }
    }

    private static Hotkeys readHotkeys(DataInputStream in) throws IOException {
        Hotkeys hotkeys = new Hotkeys();
        for (int left = in.readInt(); left > 0; left--) {
            KeyId key = KeyId.readFrom(in);
            KeyId owner = KeyId.readFrom(in);
            SortedMap<KeyId, Long> stakes = new TreeMap<>();
            for (int more = in.readInt(); more > 0; more--) {
                stakes.put(KeyId.readFrom(in), in.readLong());
            }
            hotkeys.put(key, new Hotkeys.Hotkey(owner, stakes));
        }
        return hotkeys;
    }

    private static void write(Neurons neurons, DataOutputStream out) throws IOException {
        out.writeInt(neurons.byUid().size());
        for (Map.Entry<Integer, Neuron> entry : neurons.byUid().entrySet()) {
            Neuron neuron = entry.getValue();
            AxonEndpoint axon = neuron.axon();
            out.writeShort(entry.getKey());
            neuron.hotkey().writeTo(out);
            neuron.coldkey().writeTo(out);
            out.writeLong(neuron.registeredAt());
            out.writeBoolean(axon != null);
            if (axon != null) {
                axon.writeTo(out);
            }
            out.writeLong(neuron.announcedAt());
            write(neuron.validating(), out);
            write(neuron.standing(), out);
        }
    }

    private static Neurons readNeurons(DataInputStream in) throws IOException {
        Neurons neurons = new Neurons();
        for (int left = in.readInt(); left > 0; left--) {
            int uid = in.readUnsignedShort();
            KeyId hotkey = KeyId.readFrom(in);
            KeyId coldkey = KeyId.readFrom(in);
            long registeredAt = in.readLong();
            @Nullable AxonEndpoint axon = in.readBoolean() ? AxonEndpoint.readFrom(in) : null;
            neurons.put(
                    uid,
                    new Neuron(
                            hotkey, coldkey, registeredAt, axon, in.readLong(), readValidating(in), readStanding(in)));
        }
        return neurons;
    }

    private static void write(Validating validating, DataOutputStream out) throws IOException {
        out.writeLong(validating.lastUpdate());
        out.writeLong(validating.committedAt());
        out.writeInt(validating.commits().size());
        for (OpenCommit commit : validating.commits()) {
            out.write(commit.commitment().bytes());
            out.writeLong(commit.block());
            out.writeLong(commit.epoch());
        }
        writeRow(validating.weights(), out);
        writeRow(validating.bonds(), out);
    }

    private static Validating readValidating(DataInputStream in) throws IOException {
        long lastUpdate = in.readLong();
        long committedAt = in.readLong();
        List<OpenCommit> commits = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            commits.add(new OpenCommit(readHash(in), in.readLong(), in.readLong()));
        }
        return new Validating(lastUpdate, committedAt, commits, readRow(in), readRow(in));
    }

    private static void write(Standing standing, DataOutputStream out) throws IOException {
        out.writeBoolean(standing.permit());
        out.writeShort(standing.consensus());
        out.writeShort(standing.incentive());
        out.writeShort(standing.dividends());
        out.writeShort(standing.validatorTrust());
        out.writeLong(standing.pay());
    }

    private static Standing readStanding(DataInputStream in) throws IOException {
        return new Standing(
                in.readBoolean(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readLong());
    }

    private static void writeRow(SortedMap<Integer, Integer> row, DataOutputStream out) throws IOException {
        out.writeInt(row.size());
        for (Map.Entry<Integer, Integer> entry : row.entrySet()) {
            out.writeShort(entry.getKey());
            out.writeShort(entry.getValue());
        }
    }

    private static SortedMap<Integer, Integer> readRow(DataInputStream in) throws IOException {
        SortedMap<Integer, Integer> row = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            row.put(in.readUnsignedShort(), in.readUnsignedShort());
        }
        return row;
    }

    private static BlockHash readHash(DataInputStream in) throws IOException {
        byte[] hash = new byte[BlockHash.BYTES];
        in.readFully(hash);
        return BlockHash.of(hash);
    }
}
