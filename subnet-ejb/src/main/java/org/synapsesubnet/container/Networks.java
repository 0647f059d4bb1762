package org.synapsesubnet.container;

import java.util.Map;
import java.util.Set;

/** Networks between containers of one host. */
public interface Networks {

    /**
     * Makes a network from which no way leads out of the host, nor from one container to another, unless one of that
     * name is there. The host itself reaches them all.
     */
    void ensureInternal(String name, Map<String, String> labels) throws EngineException;

    /** Names of the networks that carry all these labels. */
    Set<String> list(Map<String, String> labels) throws EngineException;

    /**
     * Removes a network; one that is gone is no error.
     *
     * @throws EngineException {@code IN_USE} while a container is attached
     */
    void remove(String name) throws EngineException;
}
