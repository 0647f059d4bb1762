package org.synapsesubnet.miner.health;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import org.synapsesubnet.api.session.ValidatorSession;

/**
 * Asks an engine that can't be reached for one token through its axon, as a validator does.
 *
 * @param session with its axon
 * @param axon whether the axon itself is well; where it isn't, the engine's silence says nothing
 * @param model that the engine serves
 * @param settings with the deadlines
 */
public record FrontedGenerationProbe(ValidatorSession session, AxonProbe axon, String model, HealthSettings settings)
        implements Question {

    private static final byte[] NOTHING = {};

    @Override
    public Optional<String> ask() throws InterruptedException, UnheardException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(settings.generation()).header("Content-Type", "application/json");
        try {
            return OneToken.judge(
                    session.send(request, "POST", OneToken.PATH, OneToken.of(model), BodyHandlers.ofString()));
        } catch (IOException e) {
            // As long as the engine had: a busy machine makes both slow, and that must not acquit the engine.
            Optional<String> between = axon.ask(settings.generation());
            if (between.isPresent()) {
                throw new UnheardException(between.get());
            }
            return Optional.of(
                    e instanceof HttpTimeoutException
                            ? OneToken.silence(settings.generation())
                            : "its axon refuses the question: " + e.getMessage());
        }
    }

    @Override
    public boolean sign() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(settings.sign());
        try {
            return session.send(request, "GET", OneToken.CHEAP_PATH, NOTHING, BodyHandlers.discarding())
                            .statusCode()
                    == OneToken.OK;
        } catch (IOException e) {
            return false;
        }
    }
}
