package org.synapsesubnet.miner.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an axon for its status, which it tells everybody, at the port that validators call.
 *
 * @param client that trusts its certificate
 * @param axon its base address
 * @param settings with the deadline
 */
public record AxonProbe(HttpClient client, URI axon, HealthSettings settings) implements Question {

    private static final String PATH = "/axon/v1/status";

    @Override
    public Optional<String> ask() throws InterruptedException {
        return ask(settings.sign());
    }

    Optional<String> ask(Duration deadline) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(axon.resolve(PATH)).timeout(deadline).build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == OneToken.OK ? Optional.empty() : Optional.of("its axon answers HTTP " + status);
        } catch (IOException e) {
            return Optional.of("its axon can't be reached");
        }
    }

    /** There is no cheaper question than the first. */
    @Override
    public boolean sign() {
        return false;
    }
}
