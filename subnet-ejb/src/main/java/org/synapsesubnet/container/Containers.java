package org.synapsesubnet.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The containers of one engine. Removing or stopping what is already gone or stopped is no error. */
public interface Containers {

    /**
     * Makes a container and leaves it unstarted.
     *
     * @return its id
     * @throws EngineException {@code POLICY_VIOLATED} before anything is asked of the engine; {@code NAME_TAKEN} when
     *     there is a container of that name, {@code NOT_FOUND} when the image isn't there
     */
    String create(ContainerSpec spec) throws EngineException;

    /**
     * Writes files into a volume of a container, also before its start. Only the container's first user may read them;
     * what is in the folder already and isn't named stays. For what mustn't be seen in a container's description.
     *
     * @param folder where the volume is in the container
     * @param files by their names in it
     */
    void put(String id, String folder, Map<String, byte[]> files) throws EngineException;

    void start(String id) throws EngineException;

    /** Asks the container to end, and ends it when the patience is over. */
    void stop(String id, Duration patience) throws EngineException;

    /** Sends a signal by its name, such as {@code KILL} or {@code STOP}, to the container's first process. */
    void signal(String id, String signal) throws EngineException;

    /** Freezes all processes of a container. */
    void pause(String id) throws EngineException;

    /** Removes a container in whatever state it is, with its unnamed volumes. */
    void remove(String id) throws EngineException;

    /** All containers, running or not, that carry all these labels. */
    List<ObservedContainer> list(Map<String, String> labels) throws EngineException;

    /** How a container ended; empty while it hasn't, or when there is none. */
    Optional<ContainerExit> exit(String id) throws EngineException;

    /** Runs a command in a running container to its end. */
    ExecResult exec(String id, List<String> command) throws EngineException;

    /** What a running container used over about the last second. */
    ContainerStats stats(String id) throws EngineException;

    /**
     * Hears about every second what a running container uses, until the subscription is closed or the container is
     * removed. The listener runs on a thread of the engine's and must not wait.
     *
     * @param ended told once, when the engine stops telling, unless the subscription was closed
     */
    Subscription stats(String id, Consumer<ContainerStats> listener, Runnable ended) throws EngineException;
}
