package org.synapsesubnet.validator.gateway.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.synapsesubnet.api.session.BoundedBody;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.routing.Miner;
import org.synapsesubnet.validator.gateway.routing.MinerDirectory;

/** What the miners tell about their models, asked within their sessions and kept for a few seconds. */
public final class MinerCatalogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final MinerDirectory directory;
    private final LongSupplier nanoTime;
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();

    public MinerCatalogue(MinerDirectory directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    private record Listing(ArrayNode models, long readAt) {}

    /** Models on a miner's disk as Ollama's {@code /api/tags} tells them; of several with a name the first. */
    public ArrayNode tags() {
        return merged("/api/tags");
    }

    /** Models in a miner's memory as Ollama's {@code /api/ps} tells them; of several with a name the first. */
    public ArrayNode loaded() {
        return merged("/api/ps");
    }

    /**
     * What {@code /api/show} tells about a model.
     *
     * @param body as the caller sent it
     * @throws GatewayException when the model is unknown or its miners don't answer
     */
    public byte[] show(String model, byte[] body) {
        String fullName = InferenceRequest.fullName(model);
        for (Miner miner : directory.miners()) {
            if (miner.status().up() && miner.status().models().contains(fullName)) {
                try {
                    HttpResponse<byte[]> answer = ask(miner, "POST", "/api/show", body);
                    if (answer.statusCode() == 200) {
                        return answer.body();
                    }
                } catch (IOException e) {
                    RelayLog.LOG.catalogueFailed(miner.endpoint().name(), e.toString());
                }
            }
        }
        throw new GatewayException(
                directory.knows(fullName)
                        ? GatewayError.unavailable("No miner tells about '" + model + "' now", 1)
                        : GatewayError.unknownModel(model));
    }

    private ArrayNode merged(String path) {
        Listing known = listings.get(path);
        if (known == null || nanoTime.getAsLong() - known.readAt() > FRESH_NANOS) {
            known = new Listing(read(path), nanoTime.getAsLong());
            listings.put(path, known);
        }
        return known.models();
    }

    private ArrayNode read(String path) {
        ArrayNode merged = JSON.createArrayNode();
        Set<String> names = new HashSet<>();
        List<Miner> up =
                directory.miners().stream().filter(miner -> miner.status().up()).toList();
        for (Miner miner : up) {
            try {
                HttpResponse<byte[]> answer = ask(miner, "GET", path, new byte[0]);
                for (JsonNode model : JSON.readTree(answer.body()).path("models")) {
                    if (names.add(model.path("name").asText())) {
                        merged.add(model);
                    }
                }
            } catch (IOException e) {
                RelayLog.LOG.catalogueFailed(miner.endpoint().name(), e.toString());
            }
        }
        return merged;
    }

    private HttpResponse<byte[]> ask(Miner miner, String method, String path, byte[] body) throws IOException {
        try {
            HttpRequest.Builder question =
                    HttpRequest.newBuilder().timeout(DEADLINE).header("Content-Type", "application/json");
            return miner.line().session().send(question, method, path, body, BoundedBody.ofAtMost(LONGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
