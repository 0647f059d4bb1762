package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.container.ObservedContainer.EngineHealth;

/**
 * Services in our words: each is the container of its newest task. The address is known of tasks on the engine's own
 * node only, since networks stay within a node.
 *
 * @param local containers of the engine's own node by their ids
 * @param now for what a swarm has yet to do
 */
record ServiceSightings(Map<String, ObservedContainer> local, Instant now) {

    /** How soon a swarm has made a task in the place of one that ended, unless it has given up. */
    private static final Duration REPLACED = Duration.ofSeconds(5);

    static ServiceSightings among(List<ObservedContainer> containers, Instant now) {
        return new ServiceSightings(
                containers.stream().collect(Collectors.toMap(ObservedContainer::id, container -> container)), now);
    }

    List<ObservedContainer> of(JsonNode services, JsonNode tasks) {
        var newest = new HashMap<String, JsonNode>();
        for (JsonNode task : tasks) {
            newest.merge(task.path("ServiceID").asText(), task, ServiceSightings::newer);
        }
        return StreamSupport.stream(services.spliterator(), false)
                .map(service -> container(
                        service,
                        Optional.ofNullable(newest.get(service.path("ID").asText()))))
                .toList();
    }

    static Optional<JsonNode> newest(JsonNode tasks) {
        return StreamSupport.stream(tasks.spliterator(), false).max(Comparator.comparing(ServiceSightings::createdAt));
    }

    /** The engine's id of a task's container; empty before there is one. */
    static String containerId(JsonNode task) {
        return task.path("Status").path("ContainerStatus").path("ContainerID").asText();
    }

    static boolean isOver(JsonNode task) {
        return switch (task.path("Status").path("State").asText()) {
            case "complete", "shutdown", "failed", "rejected", "remove", "orphaned" -> true;
            default -> false;
        };
    }

    static boolean isAsleep(JsonNode service) {
        return service.path("Spec")
                        .path("Mode")
                        .path("Replicated")
                        .path("Replicas")
                        .asInt()
                == 0;
    }

    private ObservedContainer container(JsonNode service, Optional<JsonNode> task) {
        JsonNode spec = service.path("Spec");
        Optional<ObservedContainer> here = task.map(seen -> local.get(containerId(seen)));
        return new ObservedContainer(
                service.path("ID").asText(),
                spec.path("Name").asText(),
                spec.path("TaskTemplate").path("ContainerSpec").path("Image").asText(),
                labels(spec.path("Labels")),
                task.map(ServiceSightings::createdAt).orElse(createdAt(service)),
                phase(service, task, here),
                here.map(ObservedContainer::health).orElse(EngineHealth.UNKNOWN),
                here.flatMap(ObservedContainer::address));
    }

    private ContainerPhase phase(JsonNode service, Optional<JsonNode> newest, Optional<ObservedContainer> here) {
        if (isAsleep(service)) {
            return ContainerPhase.CREATED;
        }
        if (newest.isEmpty()) {
            return ContainerPhase.RESTARTING;
        }
        JsonNode task = newest.get();
        if (isOver(task)) {
            Instant since = Instant.parse(task.path("Status").path("Timestamp").asText());
            return now.isAfter(since.plus(REPLACED)) ? ContainerPhase.EXITED : ContainerPhase.RESTARTING;
        }
        if (here.isPresent() && here.get().phase() == ContainerPhase.PAUSED) {
            return ContainerPhase.PAUSED;
        }
        return task.path("Status").path("State").asText().equals("running")
                ? ContainerPhase.RUNNING
                : ContainerPhase.RESTARTING;
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        return createdAt(one).isBefore(createdAt(other)) ? other : one;
    }

    private static Instant createdAt(JsonNode made) {
        return Instant.parse(made.path("CreatedAt").asText());
    }

    private static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }
}
