package org.synapsesubnet.platform.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that don't lead to one place in the public internet: the special-purpose registries of IANA (RFC 6890
 * and its updates), and what clouds answer their own machines at. IPv4 addresses written as IPv6 ones are IPv4
 * addresses here, since Java reads them so.
 */
public final class SpecialAddresses {

    /** The narrower block stands before the wider one that it is part of. */
    private static final List<Block> BLOCKS = List.of(
            new Block("unspecified", "0.0.0.0", 8),
            new Block("private", "10.0.0.0", 8),
            new Block("carrier-grade NAT", "100.64.0.0", 10),
            new Block("loopback", "127.0.0.0", 8),
            new Block("cloud metadata", "168.63.129.16", 32),
            new Block("cloud metadata", "169.254.169.254", 32),
            new Block("link-local", "169.254.0.0", 16),
            new Block("private", "172.16.0.0", 12),
            new Block("reserved", "192.0.0.0", 24),
            new Block("documentation", "192.0.2.0", 24),
            new Block("tunnel", "192.88.99.0", 24),
            new Block("private", "192.168.0.0", 16),
            new Block("benchmarking", "198.18.0.0", 15),
            new Block("documentation", "198.51.100.0", 24),
            new Block("documentation", "203.0.113.0", 24),
            new Block("multicast", "224.0.0.0", 4),
            new Block("reserved", "240.0.0.0", 4),
            new Block("unspecified", "::", 128),
            new Block("loopback", "::1", 128),
            new Block("tunnel", "64:ff9b::", 32),
            // Teredo, benchmarking, ORCHID and whatever protocols will get.
            new Block("reserved", "2001::", 23),
            new Block("documentation", "2001:db8::", 32),
            new Block("tunnel", "2002::", 16),
            new Block("documentation", "3fff::", 20),
            new Block("private", "fc00::", 7),
            new Block("link-local", "fe80::", 10),
            new Block("private", "fec0::", 10),
            new Block("multicast", "ff00::", 8));

    /** The only part of IPv6 that has been given out for the public internet. */
    private static final Block GLOBAL_IPV6 = new Block("global", "2000::", 3);

    private static final int IPV6_BYTES = 16;

    private SpecialAddresses() {}

    /** What kind of special address it is; empty for a public one. */
    public static Optional<String> kindOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : BLOCKS) {
            if (block.holds(bytes)) {
                return Optional.of(block.kind);
            }
        }
        return bytes.length == IPV6_BYTES && !GLOBAL_IPV6.holds(bytes) ? Optional.of("reserved") : Optional.empty();
    }

    /** Addresses that begin with the same bits. */
    private static final class Block {

        private final String kind;
        private final byte[] first;
        private final int bits;

        private Block(String kind, String first, int bits) {
            this.kind = kind;
            this.bits = bits;
            try {
                this.first = InetAddress.getByName(first).getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("first: '" + first + "' must be a literal IP address", e);
            }
        }

        private boolean holds(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((address[bit / 8] ^ first[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
