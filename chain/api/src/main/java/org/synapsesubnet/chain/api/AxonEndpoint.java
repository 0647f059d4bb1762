package org.synapsesubnet.chain.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a miner serves, as it announced it. Whether such an address may be called is the caller's business.
 *
 * @param address literal IPv4 or IPv6 address; names are refused, as what they stand for may change unseen
 * @param port 1 to 65535
 * @param certificateDigest SHA-256 of the DER form of the TLS certificate to expect, 64 lower-case hexadecimal digits;
 *     empty where the axon speaks plain HTTP
 * @param key the key that the axon signs with: the hotkey, or one that the hotkey lets act for it
 */
public record AxonEndpoint(String address, int port, String certificateDigest, KeyId key) implements Serializable {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");
    private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})?");

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public AxonEndpoint {
        Objects.requireNonNull(key, "key");
        if (!IPV4.matcher(address).matches() && !isIpv6(address)) {
            throw new IllegalArgumentException("address must be a literal IP address, but was '" + address + "'");
        }
        Range.check("port", port, 1, 65_535);
        if (!DIGEST.matcher(certificateDigest).matches()) {
            throw new IllegalArgumentException(
                    "certificateDigest must be empty or 64 lower-case hexadecimal digits, but was '" + certificateDigest
                            + "'");
        }
    }

    private static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            // With a colon in it nobody is asked what the text stands for.
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Writes all components in their order. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(address);
        out.writeShort(port);
        out.writeUTF(certificateDigest);
        key.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static AxonEndpoint readFrom(DataInput in) throws IOException {
        return new AxonEndpoint(in.readUTF(), in.readUnsignedShort(), in.readUTF(), KeyId.readFrom(in));
    }
}
