package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.synapsesubnet.container.ContainerSpec;
import org.synapsesubnet.container.HealthCommand;
import org.synapsesubnet.container.VolumeMount;

/**
 * A container's description as a service of one task, with as little of its node as a swarm can leave it. What a swarm
 * leaves out is a {@link org.synapsesubnet.container.SwarmGap}.
 */
final class HardenedService {

    /** Restarts by the swarm within the window; then it gives up, and the service counts as ended. */
    private static final int ATTEMPTS = 3;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long SMALL_TMP_BYTES = 64L << 20;
    private static final int EVERYBODYS = 01777;

    private HardenedService() {}

    /** Made asleep: without a task. A swarm mounts {@code tmpfs} without devices, set-user-id and execution by itself. */
    static ObjectNode of(ContainerSpec spec) {
        ObjectNode service = SwarmRoutes.JSON.createObjectNode().put("Name", spec.name());
        service.set("Labels", SwarmRoutes.JSON.valueToTree(spec.labels()));
        service.putObject("Mode").putObject("Replicated").put("Replicas", 0);
        // No address of the service's own: its task is asked, not whoever stands behind a virtual address.
        service.putObject("EndpointSpec").put("Mode", "dnsrr");
        ObjectNode task = service.putObject("TaskTemplate");
        container(task.putObject("ContainerSpec"), spec);
        task.putObject("Resources")
                .putObject("Limits")
                .put("MemoryBytes", spec.limits().memoryBytes())
                .put("NanoCPUs", spec.limits().cpuMillis() * 1_000_000L)
                .put("Pids", spec.limits().pids());
        task.putObject("RestartPolicy")
                .put("Condition", "any")
                .put("Delay", PAUSE.toNanos())
                .put("MaxAttempts", ATTEMPTS)
                .put("Window", WINDOW.toNanos());
        ObjectNode log = task.putObject("LogDriver").put("Name", "json-file");
        log.putObject("Options").put("max-size", "10m").put("max-file", "2");
        task.putArray("Networks").addObject().put("Target", spec.network());
        return service;
    }

    private static void container(ObjectNode container, ContainerSpec spec) {
        container.put("Image", spec.image().text()).put("ReadOnly", true).put("StopGracePeriod", GRACE.toNanos());
        // The task's container carries them too, so that its node's events and lists tell whose it is.
        container.set("Labels", SwarmRoutes.JSON.valueToTree(spec.labels()));
        container.putArray("CapabilityDrop").add("ALL");
        ArrayNode added = container.putArray("CapabilityAdd");
        spec.privileges().capabilities().stream().sorted().forEach(added::add);
        if (!spec.command().isEmpty()) {
            container.set("Args", SwarmRoutes.JSON.valueToTree(spec.command()));
        }
        ArrayNode environment = container.putArray("Env");
        spec.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> environment.add(variable.getKey() + "=" + variable.getValue()));
        mounts(container.putArray("Mounts"), spec);
        spec.health().ifPresent(health -> health(container.putObject("Healthcheck"), health));
    }

    private static void mounts(ArrayNode mounts, ContainerSpec spec) {
        ObjectNode tmp = mounts.addObject().put("Type", "tmpfs").put("Target", "/tmp");
        tmp.putObject("TmpfsOptions").put("SizeBytes", SMALL_TMP_BYTES).put("Mode", EVERYBODYS);
        for (VolumeMount volume : spec.volumes()) {
            ObjectNode mount = mounts.addObject()
                    .put("Type", "volume")
                    .put("Source", volume.source())
                    .put("Target", volume.target());
            mount.putObject("VolumeOptions").set("Labels", SwarmRoutes.JSON.valueToTree(spec.labels()));
        }
    }

    private static void health(ObjectNode check, HealthCommand health) {
        ArrayNode test = check.putArray("Test").add("CMD");
        health.command().forEach(test::add);
        check.put("Interval", health.interval().toNanos())
                .put("Timeout", health.deadline().toNanos())
                .put("Retries", health.retries());
    }
}
