package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.synapsesubnet.container.ContainerExit;
import org.synapsesubnet.container.ContainerPolicy;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.ContainerStats;
import org.synapsesubnet.container.Containers;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;
import org.synapsesubnet.container.ExecResult;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.Subscription;
import org.synapsesubnet.container.SwarmGap;

/**
 * Containers as services of one task each: asleep without a task until they are started. The swarm restarts a task that
 * ends, on whatever node, until it gives up. What is done to a running container reaches tasks on the engine's own node.
 */
final class SwarmServices implements Containers {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final SwarmRoutes routes;
    private final Calls calls;
    private final Containers local;
    private final ContainerPolicy policy;
    private final Set<SwarmGap> refused;
    private final InstantSource clock;

    /**
     * @param local containers of the engine's own node
     * @param allowed gaps that an operator puts up with
     */
    SwarmServices(
            SwarmRoutes routes,
            Calls calls,
            Containers local,
            ContainerPolicy policy,
            Set<SwarmGap> allowed,
            InstantSource clock) {
        this.routes = routes;
        this.calls = calls;
        this.local = local;
        this.policy = policy;
        this.refused = EnumSet.allOf(SwarmGap.class);
        this.refused.removeAll(allowed);
        this.clock = clock;
    }

    /** Not here: a task's volumes can't be written to. */
    @Override
    public void put(String id, String folder, Map<String, byte[]> files) throws EngineException {
        throw new EngineException(Fault.REFUSED, "files into " + id + ": a task's volumes can't be written to");
    }

    @Override
    public String create(ContainerSpec spec) throws EngineException {
        policy.check(spec);
        if (!refused.isEmpty()) {
            throw new EngineException(
                    Fault.POLICY_VIOLATED,
                    "Container " + spec.name() + ": a swarm doesn't give "
                            + refused.stream().map(SwarmGap::text).collect(Collectors.joining(" and "))
                            + ", which synapse.fleet.swarm-allows must put up with");
        }
        if (spec.gpus() > 0) {
            throw new EngineException(
                    Fault.POLICY_VIOLATED,
                    "Container " + spec.name() + ": a swarm gives no graphics processors by their number");
        }
        return routes.post("create " + spec.name(), "/services/create", HardenedService.of(spec))
                .path("ID")
                .asText();
    }

    @Override
    public void start(String id) throws EngineException {
        scale(service(id), 1);
    }

    @Override
    public void stop(String id, Duration patience) throws EngineException {
        Optional<JsonNode> service = find(id);
        if (service.isPresent()) {
            scale(service.get(), 0);
            awaitEnd(id, patience.plus(calls.deadline()));
        }
    }

    @Override
    public void signal(String id, String signal) throws EngineException {
        local.signal(container(id), signal);
    }

    @Override
    public void pause(String id) throws EngineException {
        local.pause(container(id));
    }

    /** Returns when the task has ended, so that the next container of this name meets nothing of it. */
    @Override
    public void remove(String id) throws EngineException {
        stop(id, Duration.ZERO);
        try {
            routes.delete("remove service " + id, "/services/" + id);
        } catch (EngineException e) {
            if (e.fault() != Fault.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public List<ObservedContainer> list(Map<String, String> labels) throws EngineException {
        JsonNode services = routes.list("services", labels);
        JsonNode tasks = routes.list("tasks", labels);
        return ServiceSightings.among(local.list(labels), clock.instant()).of(services, tasks);
    }

    @Override
    public Optional<ContainerExit> exit(String id) throws EngineException {
        Optional<JsonNode> over = ServiceSightings.newest(routes.tasksOf(id)).filter(ServiceSightings::isOver);
        if (over.isEmpty()) {
            return Optional.empty();
        }
        String container = ServiceSightings.containerId(over.get());
        Optional<ContainerExit> here = container.isEmpty() ? Optional.empty() : local.exit(container);
        JsonNode status = over.get().path("Status");
        return here.isPresent()
                ? here
                : Optional.of(new ContainerExit(
                        status.path("ContainerStatus").path("ExitCode").asLong(),
                        false,
                        status.path("Err").asText()));
    }

    @Override
    public ExecResult exec(String id, List<String> command) throws EngineException {
        return local.exec(container(id), command);
    }

    @Override
    public ContainerStats stats(String id) throws EngineException {
        return local.stats(container(id));
    }

    @Override
    public Subscription stats(String id, Consumer<ContainerStats> listener, Runnable ended) throws EngineException {
        return local.stats(container(id), listener, ended);
    }

    private JsonNode service(String id) throws EngineException {
        return routes.get("service " + id, "/services/" + id);
    }

    private Optional<JsonNode> find(String id) throws EngineException {
        try {
            return Optional.of(service(id));
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Does nothing where there are as many tasks as that. */
    private void scale(JsonNode service, int tasks) throws EngineException {
        if (ServiceSightings.isAsleep(service) == (tasks == 0)) {
            return;
        }
        String id = service.path("ID").asText();
        ObjectNode spec = service.path("Spec").deepCopy();
        spec.putObject("Mode").putObject("Replicated").put("Replicas", tasks);
        long version = service.path("Version").path("Index").asLong();
        routes.post("scale service " + id, "/services/" + id + "/update?version=" + version, spec);
    }

    private void awaitEnd(String id, Duration patience) throws EngineException {
        long start = System.nanoTime();
        while (StreamSupport.stream(routes.tasksOf(id).spliterator(), false)
                .anyMatch(task -> !ServiceSightings.isOver(task))) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new EngineException(
                        Fault.ENGINE_FAILED, "service " + id + ": its task didn't end within " + patience);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException(Fault.UNREACHABLE, "service " + id + ": interrupted", e);
            }
        }
    }

    private String container(String id) throws EngineException {
        return ServiceSightings.newest(routes.tasksOf(id))
                .map(ServiceSightings::containerId)
                .filter(container -> !container.isEmpty())
                .orElseThrow(() -> new EngineException(Fault.NOT_FOUND, "service " + id + " has no container"));
    }
}
