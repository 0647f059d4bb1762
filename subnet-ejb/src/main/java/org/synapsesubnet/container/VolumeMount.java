package org.synapsesubnet.container;

/**
 * Where a container finds a volume.
 *
 * @param source the volume's name; a path of the host can be said, and is refused by the {@link ContainerPolicy}
 * @param target absolute path in the container
 */
public record VolumeMount(String source, String target) {

    public VolumeMount {
        if (source.isBlank()) {
            throw new IllegalArgumentException("source: must not be blank");
        }
        if (!target.startsWith("/") || target.length() == 1) {
            throw new IllegalArgumentException("target: '" + target + "' must be an absolute path other than /");
        }
    }
}
