package org.synapsesubnet.micro;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Waits until everything answers, and tells what it waits for; finds out early when that will never be. */
final class Startup {

    private static final Duration DEADLINE = Duration.ofSeconds(180);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** Something that is true once a part has started. */
    private interface Sign {
        boolean isThere() throws InterruptedException;
    }

    private final Console console;
    private final InstantSource clock;
    private final Child server;
    private final ServerLog log;
    private final Home home;
    private final Instant deadline;

    Startup(Console console, InstantSource clock, Child server, ServerLog log, Home home) {
        this.console = console;
        this.clock = clock;
        this.server = server;
        this.log = log;
        this.home = home;
        this.deadline = clock.instant().plus(DEADLINE);
    }

    /** Returns once the faces serve a model. */
    void await(String application, List<Miner> miners) throws LaunchException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        Endpoint ready = new Endpoint(http, application + "/ops/ready");
        await("the application", ready::answers);
        Endpoint metagraph = new Endpoint(http, application + "/chain/metagraph");
        for (Miner miner : miners) {
            await(miner.name() + " to join", () -> metagraph.answersWith("\"port\":" + miner.port() + ","));
        }
        Endpoint models = new Endpoint(http, application + "/v1/models");
        await("the gateway to find its miners", () -> models.answersWith("tiny", home.apiKey()));
    }

    private void await(String what, Sign sign) throws LaunchException, InterruptedException {
        Instant nextLine = clock.instant().plus(BETWEEN_LINES);
        while (!sign.isThere()) {
            checkServer();
            Instant now = clock.instant();
            if (now.isAfter(deadline)) {
                throw new LaunchException(
                        "Waited " + DEADLINE.toSeconds() + " s in vain for " + what + "; see " + home.log("server"));
            }
            if (now.isAfter(nextLine)) {
                console.say("waiting for " + what + " …");
                nextLine = now.plus(BETWEEN_LINES);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void checkServer() throws LaunchException {
        String reason = log.failure().orElse("");
        if (!reason.isEmpty()) {
            throw new LaunchException("The deployment failed: " + reason + "; see " + home.log("server"));
        }
        if (!server.isAlive()) {
            throw new LaunchException("The server ended while it started; see " + home.log("server"));
        }
    }
}
