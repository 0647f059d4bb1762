package org.synapsesubnet.container;

import java.util.Set;

/**
 * What a container asks for beyond the nothing it gets.
 *
 * @param privileged everything the host can do; always refused by the {@link ContainerPolicy}
 * @param capabilities names such as {@code NET_BIND_SERVICE}, added after all were dropped
 */
public record Privileges(boolean privileged, Set<String> capabilities) {

    public static final Privileges NONE = new Privileges(false, Set.of());

    public Privileges {
        capabilities = Set.copyOf(capabilities);
    }
}
