package org.synapsesubnet.container;

import java.util.Map;
import java.util.Set;

/** Named volumes: what outlives a container. */
public interface Volumes {

    /** Makes the volume unless it is there. */
    void ensure(String name, Map<String, String> labels) throws EngineException;

    /** Names of the volumes that carry all these labels. */
    Set<String> list(Map<String, String> labels) throws EngineException;

    /**
     * Removes a volume with all that is in it; one that is gone is no error.
     *
     * @throws EngineException {@code IN_USE} while a container has it
     */
    void remove(String name) throws EngineException;
}
