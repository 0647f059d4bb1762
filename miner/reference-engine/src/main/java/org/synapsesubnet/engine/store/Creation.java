package org.synapsesubnet.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.synapsesubnet.engine.catalogue.ModelName;

/** Makes models of what is there already. */
public final class Creation {

    private static final JsonMapper JSON = new JsonMapper();

    private final ModelStore store;

    public Creation(ModelStore store) {
        this.store = store;
    }

    /**
     * Makes a model of a GGUF file that was sent before.
     *
     * @param config describes it
     */
    public void ofBlob(
            ModelName name,
            String digest,
            ObjectNode config,
            ObjectNode parameters,
            String system,
            ProgressListener progress)
            throws IOException {
        long size = Files.size(store.blobs().path(digest));
        var layers = new ArrayList<Layer>();
        layers.add(new Layer(Layer.MODEL, digest, size, ""));
        finish(name, layers, store.blobs().keep(bytes(config), Layer.CONFIG), parameters, system, progress);
    }

    /** Makes a model of another one: its parts, with other parameters and another system text where some are given. */
    public void ofModel(
            ModelName name,
            ModelName parent,
            Manifest of,
            ObjectNode parameters,
            String system,
            ProgressListener progress)
            throws IOException {
        var layers = new ArrayList<Layer>();
        ObjectNode merged = parameters.deepCopy();
        for (Layer layer : of.layers()) {
            if (layer.mediaType().equals(Layer.PARAMETERS)) {
                inherit(merged, layer);
            } else if (!layer.mediaType().equals(Layer.SYSTEM) || system.isEmpty()) {
                layers.add(new Layer(layer.mediaType(), layer.digest(), layer.size(), parent.toString()));
            }
        }
        finish(name, layers, of.config(), merged, system, progress);
    }

    private void inherit(ObjectNode parameters, Layer layer) throws IOException {
        JSON.readTree(Files.readAllBytes(store.blobs().path(layer.digest())))
                .properties()
                .forEach(entry -> parameters.putIfAbsent(entry.getKey(), entry.getValue()));
    }

    private void finish(
            ModelName name,
            List<Layer> layers,
            Layer config,
            ObjectNode parameters,
            String system,
            ProgressListener progress)
            throws IOException {
        if (!system.isEmpty()) {
            layers.add(store.blobs().keep(system.getBytes(StandardCharsets.UTF_8), Layer.SYSTEM));
        }
        if (!parameters.isEmpty()) {
            layers.add(store.blobs().keep(bytes(parameters), Layer.PARAMETERS));
        }
        for (Layer layer : layers) {
            progress.step("using existing layer " + layer.digest());
        }
        progress.step("writing manifest");
        store.put(name, Manifest.write(config, layers));
        progress.step("success");
    }

    private static byte[] bytes(ObjectNode tree) throws JsonProcessingException {
        return JSON.writeValueAsBytes(tree);
    }
}
