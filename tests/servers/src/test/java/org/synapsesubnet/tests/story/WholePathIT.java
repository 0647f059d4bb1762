package org.synapsesubnet.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synapsesubnet.tests.support.Docker;
import org.synapsesubnet.tests.support.FreePort;
import org.synapsesubnet.tests.support.OciRegistry;

/**
 * From a folder to a verified, signed, running fleet, and back from a release that breaks there: a real server, engine and
 * registry, and nothing but HTTP.
 */
class WholePathIT {

    private static final Path WORK = Path.of(System.getProperty("synapse.tests.work", "target/story"));
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int REPLICAS = 2;

    private final String name = "path-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> images = new ArrayList<>();
    private final Docker docker = new Docker();

    private @Nullable OciRegistry registry;
    private @Nullable RunningSubnet running;

    @AfterEach
    void takeAway() throws IOException, InterruptedException {
        if (running != null) {
            running.close();
        }
        docker.removeAll(name);
        for (String image : images) {
            docker.lines("rmi", "--force", image);
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void aFolderBecomesAFleetAndABrokenReleaseGoesBack() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(WORK).toAbsolutePath(), "path-");
        Path folder = folder(home);
        start(home);
        ModulePath module = new ModulePath(subnet(), name);
        trustOurKey();

        String digest = released(module, folder, "1.0.0");
        module.install(name, "1.0.0", REPLICAS);
        await("the fleet").atMost(PATIENCE).untilAsserted(() -> assertRuns(digest));

        command(folder, "\"--parallel\", \"3\", \"--model\", \"tiny=");
        String better = released(module, folder, "1.1.0");
        module.rollOut(name, "1.1.0");
        await("the canary")
                .atMost(PATIENCE)
                .until(() -> running().contains(better) && running().contains(digest));
        await("the roll-out").atMost(PATIENCE).until(() -> state(module).equals("done"));
        assertRuns(better);

        // It does all that a module must, but not for the deployment, which serves tiny.
        command(folder, "\"--model\", \"small=");
        released(module, folder, "1.2.0");
        module.rollOut(name, "1.2.0");
        await("the way back").atMost(PATIENCE).until(() -> state(module).equals("rolled_back"));
        JsonNode deployment = module.deployment(name);
        assertThat(deployment.path("rollout").path("reason").asText())
                .contains("not all were well within 10 s", "its engine answers HTTP 404 to a one-token generation");
        assertThat(deployment.path("rollout").path("wave").asInt())
                .as("no further than the canary")
                .isOne();
        assertThat(deployment.path("version").asText()).isEqualTo("1.1.0");
        await("the fleet as before").atMost(PATIENCE).untilAsserted(() -> assertRuns(better));

        module.uninstall(name);
        await("an empty host").atMost(PATIENCE).until(() -> running().isEmpty());
    }

    /** From the folder to a published release. */
    private String released(ModulePath module, Path folder, String version) throws IOException, InterruptedException {
        String build = built(module, folder);
        JsonNode release = module.release(build, version);
        String digest = release.path("digest").asText();
        images.add(registry().name() + "/modules/" + name + "@" + digest);
        assertThat(release.path("artifact").asText()).isEqualTo(registry().name() + "/modules/" + name);
        module.publish(version, 409);
        JsonNode passport = module.verify(version).path("passport");
        assertThat(passport.path("passed").asBoolean()).isTrue();
        assertThat(passport.path("digest").asText()).isEqualTo(digest);
        module.publish(version, 409);
        module.sign(version);
        module.publish(version, 200);
        return digest;
    }

    /** Who joins late hears all, and who comes back only the rest. */
    private String built(ModulePath module, Path folder) throws IOException, InterruptedException {
        String build = module.upload(folder);
        List<String> log = module.log(build);
        assertThat(log).anyMatch(line -> line.startsWith("data: Step 1/"));
        int end = log.indexOf("event: end");
        JsonNode view = new ObjectMapper().readTree(log.get(end + 1).substring("data: ".length()));
        assertThat(view.path("state").asText()).as(log.toString()).isEqualTo("succeeded");
        images.add(view.path("imageId").asText());
        List<String> again = module.log(build);
        assertThat(events(again)).isEqualTo(events(log));
        String last = log.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(module.log(build, "Last-Event-ID", last.substring("id: ".length())))
                .contains("event: end")
                .noneMatch(line -> line.startsWith("id: "));
        return build;
    }

    /** Without comments, which tell only that the line is alive. */
    private static List<String> events(List<String> log) {
        return log.stream()
                .filter(line -> !line.startsWith(":") && !line.isEmpty())
                .toList();
    }

    private void start(Path home) throws IOException {
        int port = FreePort.find();
        registry = OciRegistry.start(home.resolve("registry"), FreePort.findAfter(port));
        running = RunningSubnet.start(
                home,
                port,
                Map.of(
                        "SYNAPSE_FLEET_HOSTS", "here=" + docker.address(),
                        "SYNAPSE_REGISTRAR_BUILDER", docker.address(),
                        "SYNAPSE_REGISTRAR_VERIFIER", docker.address(),
                        "SYNAPSE_REGISTRAR_REGISTRY", "http://" + registry().name() + "/modules",
                        "SYNAPSE_REGISTRAR_REQUIRE_PASSPORT", "true",
                        "SYNAPSE_REGISTRAR_REQUIRE_SIGNATURE", "true",
                        "SYNAPSE_REGISTRAR_VERIFIER_STEP_SECONDS", "1",
                        "SYNAPSE_REGISTRAR_VERIFIER_STREAMS", "2",
                        "SYNAPSE_REGISTRAR_VERIFIER_ANSWER_TOKENS", "16"));
    }

    private void trustOurKey() throws IOException, InterruptedException {
        String key = subnet().json("/registrar/signing-key").toString();
        assertThat(subnet().post("/registrar/keys", key).statusCode()).isEqualTo(201);
    }

    /** What a person makes by the script of that name. */
    private static Path folder(Path home) throws IOException, InterruptedException {
        Path folder = home.resolve("folder");
        ProcessBuilder builder = new ProcessBuilder(
                        System.getProperty("synapse.tests.folder-script"), folder.toString())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process script = builder.start();
        String said;
        try (var lines = script.inputReader().lines()) {
            said = lines.collect(Collectors.joining("\n"));
        }
        assertThat(script.waitFor()).as(said).isZero();
        return folder;
    }

    /** Has the folder's image start with another command. */
    private static void command(Path folder, String begin) throws IOException {
        Path dockerfile = folder.resolve("Dockerfile");
        Files.writeString(
                dockerfile,
                Files.readString(dockerfile)
                        .replaceFirst(
                                "CMD \\[\"--host\", \"0.0.0.0\", .*?=", "CMD [\"--host\", \"0.0.0.0\", " + begin));
    }

    private String state(ModulePath module) throws IOException, InterruptedException {
        return module.deployment(name).path("rollout").path("state").asText();
    }

    /** All replicas are well, and of this image. */
    private void assertRuns(String digest) throws IOException, InterruptedException {
        assertThat(running()).hasSize(REPLICAS).containsOnly(digest);
        assertThat(subnet().json("/fleet/miners/" + name).path("containers").findValuesAsText("state"))
                .hasSize(REPLICAS)
                .containsOnly("ready");
    }

    /** The digests of the engines that run: axons are of an image that was made on the host, which has no name. */
    private List<String> running() throws IOException, InterruptedException {
        return docker
                .lines(
                        "ps",
                        "--no-trunc",
                        "--format",
                        "{{.Image}}",
                        "--filter",
                        "label=org.synapsesubnet.miner=" + name)
                .stream()
                .filter(image -> image.contains("@"))
                .map(image -> image.replaceFirst("^.*@", ""))
                .toList();
    }

    private OciRegistry registry() {
        return Objects.requireNonNull(registry, "no registry was started");
    }

    private RunningSubnet subnet() {
        return Objects.requireNonNull(running, "nothing was started");
    }
}
