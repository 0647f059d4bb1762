package org.synapsesubnet.miner.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Optional;

/**
 * Asks an engine for one token where it listens.
 *
 * @param client to ask with
 * @param engine its base address
 * @param model that it serves
 * @param settings with the deadlines
 */
public record GenerationProbe(HttpClient client, URI engine, String model, HealthSettings settings)
        implements Question {

    @Override
    public Optional<String> ask() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(engine.resolve(OneToken.PATH))
                .timeout(settings.generation())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(OneToken.of(model)))
                .build();
        try {
            return OneToken.judge(client.send(request, BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            return Optional.of(OneToken.silence(settings.generation()));
        } catch (IOException e) {
            return Optional.of("its engine can't be reached");
        }
    }

    @Override
    public boolean sign() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(engine.resolve(OneToken.CHEAP_PATH))
                .timeout(settings.sign())
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OneToken.OK;
        } catch (IOException e) {
            return false;
        }
    }
}
