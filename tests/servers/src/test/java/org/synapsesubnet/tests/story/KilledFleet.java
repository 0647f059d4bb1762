package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;
import org.synapsesubnet.tests.support.Docker;

/**
 * A miner of two replicas on a real engine, while its application is killed again and again. The application is told of
 * nothing but the engine: the axons are of the program that it carries.
 */
final class KilledFleet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String LABEL = "label=org.synapsesubnet.";

    private final String name = "killed-" + UUID.randomUUID().toString().substring(0, 8);
    private final Docker docker;
    private final String image;
    private int slots = 2;
    private String owner = "";

    /** The label makes it an image of this test's own, even where one of the same files is there. */
    private KilledFleet(Docker docker, Path folder) throws IOException, InterruptedException {
        this.docker = docker;
        this.image = docker.lines("build", "--quiet", "--label", "org.synapsesubnet.test=" + name, folder.toString())
                .getLast();
    }

    /** Nothing, after a line that says so, where there is no engine and none is required. */
    static Optional<KilledFleet> with(Path home) throws IOException, InterruptedException {
        Docker docker;
        try {
            docker = new Docker();
        } catch (TestAbortedException e) {
            return Optional.empty();
        }
        Path folder = home.resolve("engine");
        ProcessBuilder script = new ProcessBuilder(System.getProperty("synapse.tests.folder-script"), folder.toString())
                .redirectErrorStream(true);
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        String said;
        try (var lines = process.inputReader().lines()) {
            said = lines.collect(Collectors.joining("\n"));
        }
        assertThat(process.waitFor()).as(said).isZero();
        return Optional.of(new KilledFleet(docker, folder));
    }

    /** Without a part in the chain, whose epochs others watch here. */
    Map<String, String> settings() {
        return Map.of("SYNAPSE_FLEET_HOSTS", "here=" + docker.address(), "SYNAPSE_FLEET_REGISTER", "false");
    }

    void add(RunningSubnet subnet) throws IOException, InterruptedException {
        HttpResponse<String> answer = subnet.post("/fleet/miners", miner());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Has all its containers replaced from this moment on. */
    void change(RunningSubnet subnet) throws IOException, InterruptedException {
        slots++;
        HttpResponse<String> answer = subnet.send(
                subnet.request("/fleet/miners/" + name)
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .PUT(BodyPublishers.ofString(miner()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String miner() throws IOException {
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "name",
                        name,
                        "host",
                        "here",
                        "image",
                        image,
                        "models",
                        List.of("tiny"),
                        "slots",
                        slots,
                        "memoryBytes",
                        192 << 20,
                        "cpuMillis",
                        1000,
                        "pids",
                        100,
                        "gpus",
                        0,
                        "replicas",
                        2));
    }

    /** Two pairs, and no more of anything than they need. */
    void requireWhole(RunningSubnet subnet) {
        await("two ready replicas").atMost(PATIENCE).untilAsserted(() -> {
            JsonNode miner = subnet.json("/fleet/miners/" + name);
            assertThat(miner.path("containers").findValuesAsText("state"))
                    .as(miner.toPrettyString())
                    .containsExactly("ready", "ready");
        });
        await("nothing else").atMost(PATIENCE).untilAsserted(() -> {
            List<String> containers = ours("ps", "--all", "--format", "{{.Names}}");
            assertThat(containers)
                    .extracting(container -> container.replaceFirst("^synapse-[0-9a-f]{8}-", ""))
                    .containsExactlyInAnyOrder(name + "-0", name + "-0-axon", name + "-1", name + "-1-axon");
            assertThat(ours("volume", "ls", "--quiet")).hasSize(3);
            assertThat(ours("network", "ls", "--quiet")).hasSize(2);
        });
    }

    void remove(RunningSubnet subnet) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                subnet.send(subnet.request("/fleet/miners/" + name).DELETE().build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        await("an empty engine").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ours("ps", "--all", "--quiet")).isEmpty();
            assertThat(ours("volume", "ls", "--quiet")).isEmpty();
            assertThat(ours("network", "ls", "--quiet")).isEmpty();
        });
    }

    /** All that bears the label of this application, also what no replica has any more. */
    private List<String> ours(String... command) throws IOException, InterruptedException {
        if (owner.isEmpty()) {
            String first = docker.lines("ps", "--all", "--quiet", "--filter", LABEL + "miner=" + name)
                    .getFirst();
            owner = docker.lines("inspect", "--format", "{{index .Config.Labels \"org.synapsesubnet.owner\"}}", first)
                    .getFirst();
        }
        String[] filtered = new String[command.length + 2];
        System.arraycopy(command, 0, filtered, 0, command.length);
        filtered[command.length] = "--filter";
        filtered[command.length + 1] = LABEL + "owner=" + owner;
        return docker.lines(filtered);
    }

    /** Takes away what a failed test left. */
    @Override
    public void close() throws IOException, InterruptedException {
        docker.removeAll(name);
        docker.lines("rmi", "--force", image);
    }
}
