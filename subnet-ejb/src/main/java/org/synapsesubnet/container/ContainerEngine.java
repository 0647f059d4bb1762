package org.synapsesubnet.container;

import java.util.Map;
import java.util.function.Consumer;

/**
 * One engine that runs containers on one host. Each call has a deadline of the engine's own; what goes wrong is an
 * {@link EngineException} that names its {@link EngineException.Fault}. Safe for use by several threads.
 */
public interface ContainerEngine extends AutoCloseable {

    /** Who answers and what it has to give. */
    EngineInfo info() throws EngineException;

    Containers containers();

    Images images();

    Volumes volumes();

    Networks networks();

    /**
     * Hears what happens to containers that carry all these labels, from now on. The listener runs on a thread of the
     * engine's and must not wait.
     *
     * @param ended told once, when the engine stops telling, unless the subscription was closed
     */
    Subscription events(Map<String, String> labels, Consumer<ContainerEvent> listener, Runnable ended)
            throws EngineException;

    /** Lets go of all connections; containers stay as they are. */
    @Override
    void close();
}
