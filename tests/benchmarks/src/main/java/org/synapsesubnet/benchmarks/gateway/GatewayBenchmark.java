package org.synapsesubnet.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.benchmarks.load.ClosedLoop;
import org.synapsesubnet.benchmarks.load.Sample;
import org.synapsesubnet.benchmarks.load.Target;
import org.synapsesubnet.benchmarks.upstream.InstantMiner;

/**
 * Throughput of the gateway beside a bare JAX-RS echo on the same server and beside haproxy, in one run and in turn, so
 * that the ratios hold on a noisy machine. All three stand before the same miner.
 *
 * <p>Targets are warmed up in turn as well: with each change of target the server's compiler takes back some of what it
 * made for the one before, and only after some turns its work no longer stands in the figures.
 */
public final class GatewayBenchmark {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int WARM_UP_ROUNDS = Integer.getInteger("benchmark.warm-up-rounds", 4);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 6));
    private static final int FIRST_PORT = 18_700;

    private GatewayBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("gateway-benchmark-");
        Path echo = home.resolve("echo.war");
        EchoArchive.write(echo);
        var validator = new HotkeyFile(home.resolve("var/keys/validator.key")).loadOrCreate(new SecureRandom());
        try (InstantMiner miner = InstantMiner.start(validator.hotkey());
                Server server =
                        Server.start(Server.Parts.fromSystemProperties(), echo, home, FIRST_PORT, settings(miner))) {
            String key = server.awaitModel("tiny:latest");
            compare(home, miner, key);
        }
    }

    private static void compare(Path home, InstantMiner miner, String key) throws IOException, InterruptedException {
        Optional<Haproxy> haproxy = Haproxy.start(home, FIRST_PORT + 1, miner.port());
        if (haproxy.isEmpty()) {
            System.out.println("Not found on this machine: haproxy. It is left out.");
        }
        try {
            report("whole answers", measure(targets(key, false, haproxy.isPresent())));
            report(
                    "streamed answers of " + InstantMiner.TOKENS + " tokens",
                    measure(targets(key, true, haproxy.isPresent())));
        } finally {
            haproxy.ifPresent(Haproxy::close);
        }
    }

    private static List<String> settings(InstantMiner miner) {
        return List.of(
                "synapse.gateway.miners=instant=http://127.0.0.1:" + miner.port() + "#"
                        + miner.hotkey().address(),
                "synapse.access.requests-per-minute=1000000",
                "benchmark.upstream=http://127.0.0.1:" + miner.port() + "/api/chat");
    }

    private static List<Target> targets(String key, boolean stream, boolean haproxy) {
        String body = "{\"model\":\"tiny\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"How many roads must a man walk down?\"}]}";
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + key);
        List<Target> targets = new ArrayList<>();
        targets.add(new Target("echo", FIRST_PORT, "/echo/forward", Map.of(), body));
        targets.add(new Target("gateway /api/chat", FIRST_PORT, "/api/chat", bearer, body));
        targets.add(new Target("gateway /v1/chat/completions", FIRST_PORT, "/v1/chat/completions", bearer, body));
        if (haproxy) {
            targets.add(new Target("haproxy", FIRST_PORT + 1, "/api/chat", Map.of(), body));
        }
        return targets;
    }

    private static Map<Target, List<Sample>> measure(List<Target> targets) throws IOException, InterruptedException {
        ClosedLoop load = new ClosedLoop(CONNECTIONS);
        Map<Target, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            for (Target target : targets) {
                Sample sample = load.run(target, ROUND);
                if (round >= WARM_UP_ROUNDS) {
                    samples.computeIfAbsent(target, unseen -> new ArrayList<>()).add(sample);
                }
            }
        }
        return samples;
    }

    private static void report(String title, Map<Target, List<Sample>> samples) {
        System.out.println();
        System.out.println(title + ", " + CONNECTIONS + " connections, median of " + ROUNDS + " runs of "
                + ROUND.toSeconds() + " s");
        System.out.printf(
                Locale.ROOT, "%-30s %12s %12s %14s %14s%n", "", "requests/s", "× echo", "first byte p50", "p99");
        List<Sample> echo = samples.values().iterator().next();
        samples.forEach((target, runs) -> {
            Sample median = Sample.median(runs);
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %12.0f %12.2f %11.2f ms %11.2f ms%n",
                    target.name(),
                    median.requestsPerSecond(),
                    Sample.medianRatio(runs, echo),
                    median.firstByteP50Millis(),
                    median.firstByteP99Millis());
        });
    }
}
