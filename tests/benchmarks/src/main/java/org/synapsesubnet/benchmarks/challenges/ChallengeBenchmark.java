package org.synapsesubnet.benchmarks.challenges;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.HotkeyFile;
import org.synapsesubnet.benchmarks.gateway.Server;
import org.synapsesubnet.benchmarks.load.PacedLoad;
import org.synapsesubnet.benchmarks.load.Target;
import org.synapsesubnet.benchmarks.upstream.InstantMiner;

/**
 * Time to the first byte of organic requests while 100 simulated miners are challenged, beside the same while they
 * aren't, in one run: epochs have a time for challenges and a time after it. The simulated miners run on the same
 * machine; a trusted reference, which would stand on another one, is left out.
 */
public final class ChallengeBenchmark {

    private static final int MINERS = 100;
    private static final int PORT = 18_720;
    private static final int CONNECTIONS = 8;
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("benchmark.challenge-seconds", 180));
    private static final long LOOK_MILLIS = 100;

    private ChallengeBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("challenge-benchmark-");
        var validator = new HotkeyFile(home.resolve("var/keys/validator.key")).loadOrCreate(new SecureRandom());
        List<InstantMiner> miners = new ArrayList<>();
        Registrations registrations = new Registrations(PORT);
        try {
            for (int i = 0; i < MINERS; i++) {
                miners.add(InstantMiner.start(validator.hotkey()));
            }
            try (Server server =
                    Server.start(Server.Parts.fromSystemProperties(), home, PORT, settings(registrations))) {
                server.awaitReady();
                registrations.register(miners);
                measure(server.awaitModel("tiny:latest"));
            }
        } finally {
            miners.forEach(InstantMiner::close);
        }
    }

    private static List<String> settings(Registrations registrations) {
        return List.of(
                "synapse.miners.owned-coldkeys="
                        + registrations.owners().stream().map(Hotkey::toString).collect(Collectors.joining(",")),
                "synapse.access.requests-per-minute=1000000",
                "synapse.chain.rest-requests-per-minute=1000000",
                "synapse.chain.tempo=30");
    }

    private static void measure(String key) throws IOException, InterruptedException {
        Target target = new Target(
                "gateway",
                PORT,
                "/api/chat",
                Map.of("Authorization", "Bearer " + key),
                "{\"model\":\"tiny\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        PacedLoad load = new PacedLoad(CONNECTIONS, INTERVAL);
        load.run(target, Duration.ofSeconds(30)); // warm-up
        try (Phases phases = new Phases()) {
            List<PacedLoad.Answer> answers = load.run(target, TIME);
            report(answers, phases);
        }
    }

    private static void report(List<PacedLoad.Answer> answers, Phases phases) {
        long[] during = answers.stream()
                .filter(answer -> phases.challengesAt(answer.sentNanos()))
                .mapToLong(PacedLoad.Answer::firstByteNanos)
                .sorted()
                .toArray();
        long[] after = answers.stream()
                .filter(answer -> !phases.challengesAt(answer.sentNanos()))
                .mapToLong(PacedLoad.Answer::firstByteNanos)
                .sorted()
                .toArray();
        if (during.length == 0 || after.length == 0) {
            throw new IllegalStateException("Challenges ran all the time, or never");
        }
        double with = during[during.length / 2] / 1e6;
        double without = after[after.length / 2] / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%n%d miners challenged, %d requests a second: first byte p50 %.3f ms of %d during challenges,"
                        + " %.3f ms of %d without; ratio %.3f%n",
                MINERS,
                CONNECTIONS * 1_000 / INTERVAL.toMillis(),
                with,
                during.length,
                without,
                after.length,
                with / without);
    }

    /** When the newest epoch had challenges running, as the application tells. */
    private static final class Phases implements AutoCloseable {

        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        private final ConcurrentSkipListMap<Long, Boolean> seen = new ConcurrentSkipListMap<>();

        Phases() {
            var unused = looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            try {
                String newest = http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/epochs?limit=1"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body();
                seen.put(System.nanoTime(), newest.contains("\"phase\":\"open\""));
            } catch (IOException e) {
                // The next look tells.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        boolean challengesAt(long nanos) {
            Map.Entry<Long, Boolean> before = seen.floorEntry(nanos);
            return before != null && before.getValue();
        }

        @Override
        public void close() {
            looks.shutdownNow();
        }
    }
}
