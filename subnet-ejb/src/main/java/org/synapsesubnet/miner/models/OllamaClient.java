package org.synapsesubnet.miner.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The management half of Ollama's API (its {@code api/types.go} and {@code server/routes.go}). Blocks; every call has a
 * deadline, and what goes wrong is a {@link ModelException} with a fault.
 */
public final class OllamaClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OllamaLine line;
    private final Patience patience;

    /** @param client stays the caller's */
    public OllamaClient(HttpClient client, Patience patience) {
        this.line = new OllamaLine(client, patience);
        this.patience = patience;
    }

    /** The models on the engine's volume. */
    Map<ModelName, HeldModel> tags(URI engine) throws ModelException, InterruptedException {
        var held = new HashMap<ModelName, HeldModel>();
        for (JsonNode model : line.get(engine, "/api/tags").path("models")) {
            ModelName.parse(model.path("name").asText()).ifPresent(name -> held.put(name, held(name, model)));
        }
        return held;
    }

    /** The models in the engine's memory. */
    Set<ModelName> ps(URI engine) throws ModelException, InterruptedException {
        var loaded = new HashSet<ModelName>();
        for (JsonNode model : line.get(engine, "/api/ps").path("models")) {
            ModelName.parse(model.path("name").asText()).ifPresent(loaded::add);
        }
        return loaded;
    }

    /** A model's parameters as the engine shows them: a line for each, its name and its value. */
    String parameters(URI engine, ModelName model) throws ModelException, InterruptedException {
        return line.post(engine, "/api/show", named(model), patience.question())
                .path("parameters")
                .asText();
    }

    /** @param insecure whether the registry is to be spoken to over plain HTTP */
    void pull(URI engine, ModelName reference, boolean insecure, Consumer<ProgressLine> progress)
            throws ModelException, InterruptedException {
        ObjectNode body = named(reference);
        if (insecure) {
            body.put("insecure", true);
        }
        line.follow(engine, "/api/pull", body, progress);
    }

    /** Makes a model of a file that the engine has. */
    void createOfBlob(URI engine, ModelName model, String digest, Variant variant, Consumer<ProgressLine> progress)
            throws ModelException, InterruptedException {
        ObjectNode body = varied(model, variant);
        body.putObject("files").put("model.gguf", digest);
        line.follow(engine, "/api/create", body, progress);
    }

    /** Makes a model of another one. */
    void createOfModel(URI engine, ModelName model, ModelName parent, Variant variant, Consumer<ProgressLine> progress)
            throws ModelException, InterruptedException {
        line.follow(engine, "/api/create", varied(model, variant).put("from", parent.text()), progress);
    }

    boolean hasBlob(URI engine, String digest) throws ModelException, InterruptedException {
        return line.head(engine, "/api/blobs/" + digest);
    }

    void sendBlob(URI engine, String digest, Path file) throws ModelException, InterruptedException {
        BodyPublisher body;
        try {
            body = BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new ModelException(ModelFault.BLOB_MISSING, "the file of " + digest + " isn't on this node", e);
        }
        line.send(engine, "POST", "/api/blobs/" + digest, body, patience.whole());
    }

    /** Loads a model for good. */
    void warm(URI engine, ModelName model) throws ModelException, InterruptedException {
        line.post(engine, "/api/generate", named(model).put("stream", false).put("keep_alive", -1), patience.work());
    }

    /** Takes a model out of memory, once nobody uses it any more. */
    void unload(URI engine, ModelName model) throws ModelException, InterruptedException {
        line.post(engine, "/api/generate", named(model).put("stream", false).put("keep_alive", 0), patience.work());
    }

    /** @throws ModelException {@code REFUSED} when there is none */
    void delete(URI engine, ModelName model) throws ModelException, InterruptedException {
        line.send(engine, "DELETE", "/api/delete", OllamaLine.json(named(model)), patience.work());
    }

    private static HeldModel held(ModelName name, JsonNode model) {
        return new HeldModel(
                name,
                model.path("digest").asText(),
                model.path("size").asLong(),
                instant(model.path("modified_at").asText()));
    }

    private static ObjectNode named(ModelName model) {
        return JSON.createObjectNode().put("model", model.text());
    }

    private static ObjectNode varied(ModelName model, Variant variant) throws ModelException {
        ObjectNode body = named(model);
        ObjectNode parameters = OllamaLine.object(variant.parameters());
        if (variant.contextTokens() > 0) {
            parameters.put("num_ctx", variant.contextTokens());
        }
        if (!parameters.isEmpty()) {
            body.set("parameters", parameters);
        }
        if (!variant.system().isEmpty()) {
            body.put("system", variant.system());
        }
        if (!variant.template().isEmpty()) {
            body.put("template", variant.template());
        }
        return body;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
