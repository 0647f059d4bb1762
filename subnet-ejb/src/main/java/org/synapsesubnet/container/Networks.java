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

    /**
     * Makes a network from which no way leads out of the host, and whose containers find each other by their names,
     * unless one of that name is there.
     */
    void ensureShared(String name, Map<String, String> labels) throws EngineException;

    /**
     * Makes a network whose containers can be reached at ports of the host, and reach neither one another nor, as the
     * host lends them no address of its own, other machines; unless one of that name is there.
     */
    void ensurePublished(String name, Map<String, String> labels) throws EngineException;

    /**
     * Makes a network with a way out of the host, but none from one container to another, unless one of that name is
     * there.
     */
    void ensureOpen(String name, Map<String, String> labels) throws EngineException;

    /** Attaches a container to one more network, before or after its start; attached already is as good. */
    void connect(String name, String container) throws EngineException;

    /** Detaches a container; one that isn't attached, or a network that is gone, is no error. */
    void disconnect(String name, String container) throws EngineException;

    /** Ids of the running containers that are attached; none where there is no such network. */
    Set<String> attached(String name) throws EngineException;

    /** Names of the networks that carry all these labels. */
    Set<String> list(Map<String, String> labels) throws EngineException;

    /**
     * Removes a network; one that is gone is no error.
     *
     * @throws EngineException {@code IN_USE} while a container is attached
     */
    void remove(String name) throws EngineException;
}
