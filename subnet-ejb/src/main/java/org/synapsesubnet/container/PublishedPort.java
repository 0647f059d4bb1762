package org.synapsesubnet.container;

import java.util.regex.Pattern;

/**
 * A port of a container that an address of its host passes on to it.
 *
 * @param port in the container, 1–65535
 * @param address of the host, a literal IP address
 * @param hostPort on the host, 0–65535; 0 leaves it to the engine
 */
public record PublishedPort(int port, String address, int hostPort) {

    // Names are refused: what they stand for may change unseen. An empty one would stand for all addresses.
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public PublishedPort {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " must be from 1 to 65535");
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("address: '" + address + "' must be a literal IP address");
        }
        if (hostPort < 0 || hostPort > 65_535) {
            throw new IllegalArgumentException("hostPort: " + hostPort + " must be from 0 to 65535");
        }
    }
}
