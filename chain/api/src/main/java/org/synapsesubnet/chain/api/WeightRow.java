package org.synapsesubnet.chain.api;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much a validator thinks of each miner.
 *
 * @param byUid from uid, 0 to 65535, to weight, 0 to 65535; only their proportions count
 */
public record WeightRow(SortedMap<Integer, Integer> byUid) implements Serializable {

    /** Most entries of a row. */
    public static final int MAX_ENTRIES = 4_096;

    /** Length of the salt of a commitment in bytes. */
    public static final int SALT_BYTES = 32;

    private static final String DOMAIN = "synapse/weight-commitment/v1";

    /** @throws IllegalArgumentException if there are too many entries or one is out of its range */
    public WeightRow {
        byUid = Collections.unmodifiableSortedMap(new TreeMap<>(byUid));
        Range.check("number of weights", byUid.size(), 0, MAX_ENTRIES);
        byUid.forEach((uid, weight) -> {
            Range.check("uid", uid, 0, 65_535);
            Range.check("weight of uid " + uid, weight, 0, 65_535);
        });
    }

    public static WeightRow of(Map<Integer, Integer> byUid) {
        return new WeightRow(new TreeMap<>(byUid));
    }

    /**
     * What a validator commits to before it reveals this row: SHA-256 over domain, chain, netuid, hotkey, the row and
     * the salt. Bound to the hotkey, so that nobody can commit to another one's weights by copying.
     *
     * @param salt {@value #SALT_BYTES} bytes that nobody can guess, in hexadecimal: there are few likely rows
     */
    public BlockHash commitment(ChainIdentity chain, KeyId hotkey, Salt salt) {
        Objects.requireNonNull(salt, "salt");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(DOMAIN);
            out.writeUTF(chain.chainId());
            out.writeShort(chain.netuid());
            hotkey.writeTo(out);
            writeTo(out);
            out.write(salt.bytes());
            return BlockHash.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory doesn't fail", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Writes the number of entries, and for each its uid and weight. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeShort(byUid.size());
        for (Map.Entry<Integer, Integer> entry : byUid.entrySet()) {
            out.writeShort(entry.getKey());
            out.writeShort(entry.getValue());
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WeightRow readFrom(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        SortedMap<Integer, Integer> byUid = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byUid.put(in.readUnsignedShort(), in.readUnsignedShort());
        }
        return new WeightRow(byUid);
    }
}
