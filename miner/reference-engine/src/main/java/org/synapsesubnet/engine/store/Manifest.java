package org.synapsesubnet.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model is made of.
 *
 * @param config describes the model in a few words
 * @param layers its parts
 * @param digest SHA-256 of the manifest's own text, 64 hexadecimal digits: the model's identity
 */
public record Manifest(Layer config, List<Layer> layers, String digest) {

    static final String MEDIA_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private static final JsonMapper JSON = new JsonMapper();

    public Manifest {
        layers = List.copyOf(layers);
    }

    /** @throws IOException when it is no manifest of a model */
    static Manifest read(byte[] text) throws IOException {
        try {
            JsonNode tree = JSON.readTree(text);
            var layers = new ArrayList<Layer>();
            for (JsonNode layer : tree.path("layers")) {
                layers.add(layer(layer));
            }
            return new Manifest(layer(tree.path("config")), layers, Digests.of(text));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("no manifest of a model: " + e.getMessage(), e);
        }
    }

    static byte[] write(Layer config, List<Layer> layers) {
        ObjectNode tree = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MEDIA_TYPE);
        tree.set("config", tree(config));
        ArrayNode list = tree.putArray("layers");
        layers.forEach(layer -> list.add(tree(layer)));
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    private static Layer layer(JsonNode tree) {
        return new Layer(
                tree.path("mediaType").asText(),
                tree.path("digest").asText(),
                tree.path("size").asLong(-1),
                tree.path("from").asText(""));
    }

    private static ObjectNode tree(Layer layer) {
        ObjectNode tree = JSON.createObjectNode()
                .put("mediaType", layer.mediaType())
                .put("digest", layer.digest())
                .put("size", layer.size());
        return layer.from().isEmpty() ? tree : tree.put("from", layer.from());
    }

    public Optional<Layer> layer(String mediaType) {
        return layers.stream()
                .filter(layer -> layer.mediaType().equals(mediaType))
                .findFirst();
    }

    /** Bytes of all its parts. */
    public long size() {
        return parts().mapToLong(Layer::size).sum();
    }

    /** Its layers and its configuration. */
    Stream<Layer> parts() {
        return Stream.concat(layers.stream(), Stream.of(config));
    }
}
