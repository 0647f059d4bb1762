package org.synapsesubnet.container.docker;

import com.github.dockerjava.api.model.SwarmInfo;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.ContainerEvent;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.EngineInfo;
import org.synapsesubnet.container.EngineSettings;
import org.synapsesubnet.container.Images;
import org.synapsesubnet.container.Networks;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.SwarmGap;
import org.synapsesubnet.container.Volumes;

/**
 * A Docker Swarm behind one of its managers. A container is a service of one task, and the swarm restarts it; images,
 * volumes and events are those of the manager's own node.
 */
public final class SwarmEngine implements ContainerEngine {

    private final DockerEngine manager;
    private final Containers services;
    private final SwarmRoutes routes;

    /**
     * @param settings of a manager
     * @param allowed what containers are denied elsewhere and needn't be denied here
     * @param threads for the calls, a thread each; stays the caller's
     */
    public SwarmEngine(
            EngineSettings settings,
            ContainerPolicy policy,
            Set<SwarmGap> allowed,
            InstantSource clock,
            ExecutorService threads) {
        manager = new DockerEngine(settings, policy, threads);
        routes = new SwarmRoutes(manager.line(), manager.calls());
        services = new SwarmServices(routes, manager.calls(), manager.containers(), policy, allowed, clock);
    }

    /** @throws EngineException {@code UNREACHABLE} also where the engine isn't a manager of a swarm */
    @Override
    public EngineInfo info() throws EngineException {
        @Nullable SwarmInfo swarm = manager.description().getSwarm();
        if (swarm == null || !Boolean.TRUE.equals(swarm.getControlAvailable())) {
            throw new EngineException(Fault.UNREACHABLE, "the engine isn't a manager of a swarm");
        }
        return manager.info();
    }

    @Override
    public Containers containers() {
        return services;
    }

    @Override
    public Images images() {
        return manager.images();
    }

    @Override
    public Volumes volumes() {
        return manager.volumes();
    }

    @Override
    public Networks networks() {
        return new SwarmNetworks(routes);
    }

    @Override
    public Subscription events(Map<String, String> labels, Consumer<ContainerEvent> listener, Runnable ended)
            throws EngineException {
        return manager.events(labels, listener, ended);
    }

    @Override
    public void close() {
        manager.close();
    }
}
