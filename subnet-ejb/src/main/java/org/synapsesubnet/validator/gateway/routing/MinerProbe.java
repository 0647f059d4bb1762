package org.synapsesubnet.validator.gateway.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.synapsesubnet.api.session.BoundedBody;
import org.synapsesubnet.api.tls.WrongCertificateException;
import org.synapsesubnet.validator.gateway.InferenceRequest;

/** Asks each axon's open status resource how it stands; a miner that doesn't answer as itself is down. */
public final class MinerProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 65_536;

    /** As many as an axon can be given; who claims more would draw all requests to itself. */
    private static final int MOST_SLOTS = 1_024;

    private final MinerDirectory directory;
    private final Duration deadline;

    public MinerProbe(MinerDirectory directory, Duration deadline) {
        this.directory = directory;
        this.deadline = deadline;
    }

    /** Asks all miners at once and notes what they say; takes no longer than the deadline. */
    public void askAll() {
        ask(directory.miners());
    }

    /** Asks these miners at once and notes what they say; takes no longer than the deadline. */
    void ask(List<Miner> miners) {
        long until = System.nanoTime() + deadline.toNanos();
        List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
        List<CompletableFuture<Void>> notes = new ArrayList<>();
        for (Miner miner : miners) {
            int ours = miner.inFlight();
            CompletableFuture<HttpResponse<byte[]>> call = call(miner);
            calls.add(call);
            notes.add(call.handle((answer, failure) -> {
                note(
                        miner,
                        failure == null
                                ? read(miner, answer, ours)
                                : miner.status().down(reason(failure)));
                return null;
            }));
        }
        // Not left to the request's own deadline: that one is over with the answer's head.
        for (CompletableFuture<HttpResponse<byte[]>> call : calls) {
            endBy(until, call);
        }
        notes.forEach(CompletableFuture::join);
    }

    private CompletableFuture<HttpResponse<byte[]>> call(Miner miner) {
        HttpRequest question = HttpRequest.newBuilder(miner.endpoint().axon().resolve("/axon/v1/status"))
                .timeout(deadline)
                .build();
        return miner.line().client().sendAsync(question, BoundedBody.ofAtMost(LONGEST_ANSWER));
    }

    private static void endBy(long until, CompletableFuture<?> call) {
        try {
            call.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // Noted where the answer would be.
        } catch (TimeoutException e) {
            call.cancel(true);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
        }
    }

    private static void note(Miner miner, MinerStatus now) {
        boolean before = miner.status().up();
        miner.status(now);
        if (before != now.up()) {
            RoutingLog.LOG.minerChanged(miner.endpoint().name(), now.up() ? "up" : "down: " + now.reason());
        }
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
            int slots = Math.clamp(said.path("slots").asInt(), 1, MOST_SLOTS);
            return new MinerStatus(true, "", models, slots, Math.max(0, busy - ours));
        } catch (IOException e) {
            return before.down("its axon's status can't be read");
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof WrongCertificateException) {
                return "its certificate isn't the announced one";
            }
        }
        if (cause instanceof SSLException) {
            return "its axon can't be reached by TLS";
        }
        if (cause instanceof HttpTimeoutException || cause instanceof CancellationException) {
            return "its axon doesn't answer in time";
        }
        return cause instanceof ConnectException ? "its axon can't be reached" : "its axon broke off";
    }
}
