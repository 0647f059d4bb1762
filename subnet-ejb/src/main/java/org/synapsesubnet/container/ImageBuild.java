package org.synapsesubnet.container;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * An image to be built from what others wrote, with limits on what its commands may use.
 *
 * @param context a tar archive with a {@code Dockerfile}; read to its end, not closed
 * @param labels that the image gets, whatever its Dockerfile says
 * @param memoryBytes of a command, no swap besides; 16 MiB–64 TiB
 * @param cpus cores that the commands share, 1–1,024
 * @param network that commands are attached to; {@value #NO_NETWORK} for none
 */
public record ImageBuild(InputStream context, Map<String, String> labels, long memoryBytes, int cpus, String network) {

    public static final String NO_NETWORK = "none";

    /** They would give a command this machine's network, or another container's. */
    private static final Set<String> NETWORKS_OF_OTHERS = Set.of("host", "");

    public ImageBuild {
        if (memoryBytes < 1L << 24 || memoryBytes > 1L << 46) {
            throw new IllegalArgumentException("memoryBytes: " + memoryBytes + " must be from 2^24 to 2^46");
        }
        if (cpus < 1 || cpus > 1024) {
            throw new IllegalArgumentException("cpus: " + cpus + " must be from 1 to 1024");
        }
        if (NETWORKS_OF_OTHERS.contains(network) || network.contains(":")) {
            throw new IllegalArgumentException("network: '" + network + "' must be none or a network's name, not host");
        }
        labels = Map.copyOf(labels);
    }
}
