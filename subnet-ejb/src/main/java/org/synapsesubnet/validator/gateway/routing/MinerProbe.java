package org.synapsesubnet.validator.gateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.synapsesubnet.validator.gateway.InferenceRequest;

/** Asks each axon's open status resource how it stands; a miner that doesn't answer as itself is down. */
public final class MinerProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MinerDirectory directory;
    private final Duration deadline;

    public MinerProbe(MinerDirectory directory, Duration deadline) {
        this.directory = directory;
        this.deadline = deadline;
    }

    /** Asks all miners at once and notes what they say; takes no longer than the deadline. */
    public void askAll() {
        List<CompletableFuture<Void>> answers =
                directory.miners().stream().map(this::ask).toList();
        answers.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> ask(Miner miner) {
        HttpRequest question = HttpRequest.newBuilder(miner.endpoint().axon().resolve("/axon/v1/status"))
                .timeout(deadline)
                .build();
        int ours = miner.inFlight();
        return miner.line()
                .client()
                .sendAsync(question, BodyHandlers.ofByteArray())
                .handle((answer, failure) -> {
                    MinerStatus before = miner.status();
                    MinerStatus now = failure == null ? read(miner, answer, ours) : before.down(reason(failure));
                    miner.status(now);
                    if (before.up() != now.up()) {
                        RoutingLog.LOG.minerChanged(miner.endpoint().name(), now.up() ? "up" : "down: " + now.reason());
                    }
                    return null;
                });
    }

    private static MinerStatus read(Miner miner, HttpResponse<byte[]> answer, int ours) {
        MinerStatus before = miner.status();
        if (answer.statusCode() != 200) {
            return before.down("its axon answers HTTP " + answer.statusCode());
        }
        try {
            JsonNode said = JSON.readTree(answer.body());
            String hotkey = said.path("hotkey").asText();
            if (!hotkey.equals(miner.endpoint().signer())) {
                return before.down("its axon has another hotkey");
            }
            Set<String> models = new HashSet<>();
            said.path("models")
                    .forEach(model -> models.add(
                            InferenceRequest.fullName(model.path("name").asText())));
            int busy = said.path("busy").asInt() + said.path("queued").asInt();
            int slots = Math.max(1, said.path("slots").asInt());
            return new MinerStatus(true, "", models, slots, Math.max(0, busy - ours));
        } catch (IOException e) {
            return before.down("its axon's status can't be read");
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return "its axon doesn't answer in time";
        }
        return cause instanceof ConnectException ? "its axon can't be reached" : "its axon broke off";
    }
}
