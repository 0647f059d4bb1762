package org.synapsesubnet.tests.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher of the run profile as a process of its own, with all that it started. */
final class RunningSubnet implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(200);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final List<String> FROM_THE_BUILD = List.of(
            "synapse.launcher.server",
            "synapse.launcher.server-files",
            "synapse.launcher.connector",
            "synapse.launcher.application");

    /** Of the mask in {@code /proc/PID/status}: signal 2. */
    private static final long SIGINT_BIT = 0b10;

    private final Process launcher;
    private final Path home;
    private final Path output;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningSubnet(Process launcher, Path home, Path output, int port) {
        this.launcher = launcher;
        this.home = home;
        this.output = output;
        this.port = port;
    }

    /** Starts everything in the given home and returns when the greeting was printed. */
    static RunningSubnet start(Path home, int port) throws IOException {
        return start(home, port, Map.of());
    }

    /** @param environment settings that differ from the run profile's */
    static RunningSubnet start(Path home, int port, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(home, "launcher-", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.add("-XX:+UseSerialGC");
        command.add("-Dsynapse.home=" + home);
        command.add("-Dsynapse.port=" + port);
        FROM_THE_BUILD.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-classpath");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("org.synapsesubnet.micro.Launcher");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        RunningSubnet subnet = new RunningSubnet(process, home, output, port);
        try {
            await("the greeting")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("The launcher ended: " + subnet.printed());
                        }
                        return subnet.printed().contains("Ctrl-C stops everything");
                    });
        } catch (RuntimeException e) {
            subnet.close();
            throw new IllegalStateException("Not started: " + subnet.printed(), e);
        }
        return subnet;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String apiKey() throws IOException {
        return Files.readString(home.resolve("var/credentials/operator.api-key"))
                .strip();
    }

    /** All that the launcher printed so far. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of the greeting that a user can paste into a shell. */
    List<String> curlLines() {
        return printed().lines().filter(line -> line.startsWith("curl ")).toList();
    }

    List<ProcessHandle> miners() {
        return childrenRunning("org.synapsesubnet.micro.LocalMiner");
    }

    ProcessHandle server() {
        return childrenRunning("--nocluster").getFirst();
    }

    List<ProcessHandle> all() {
        return launcher.descendants().toList();
    }

    private List<ProcessHandle> childrenRunning(String what) {
        return launcher.descendants()
                .filter(child -> commandLine(child).contains(what))
                .toList();
    }

    /** From {@code /proc}: {@link ProcessHandle.Info} cuts a long one short. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    /** An answer of ours as a tree. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Any other request of the operator's. */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return http.send(request, body);
    }

    HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + apiKey());
    }

    /** The launcher's exit code, once it has ended by itself. */
    int exitCode() throws InterruptedException {
        if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The launcher still runs: " + printed());
        }
        return launcher.exitValue();
    }

    /**
     * Ends the launcher as Ctrl-C does; by SIGTERM where the build itself was started with SIGINT ignored, as shells do
     * with what they run in the background, since a JVM then ignores it too.
     */
    void interrupt() throws IOException, InterruptedException {
        String signal = ignoresInterrupt() ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, Long.toString(launcher.pid()))
                .start()
                .waitFor();
    }

    private boolean ignoresInterrupt() throws IOException {
        Path status = Path.of("/proc", Long.toString(launcher.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        return (Long.parseUnsignedLong(ignored, 16) & SIGINT_BIT) != 0;
    }

    @Override
    public void close() {
        List<ProcessHandle> family = all();
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
