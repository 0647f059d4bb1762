package org.synapsesubnet.engine.catalogue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.engine.store.Layer;
import org.synapsesubnet.engine.store.Manifest;
import org.synapsesubnet.engine.store.ModelStore;

/** The models of a folder, opened when they are asked for and let go of when they are no longer what they were. */
public final class StoredModels implements AutoCloseable {

    private static final Logger LOG = System.getLogger(StoredModels.class.getName());
    private static final JsonMapper JSON = new JsonMapper();

    private final ModelStore store;
    private final Serving serving;
    private final Map<ModelName, ModelHost> open = new HashMap<>();

    public StoredModels(ModelStore store, Serving serving) {
        this.store = store;
        this.serving = serving;
    }

    /** @throws UncheckedIOException when it is there but can't be served */
    synchronized Optional<ModelHost> find(ModelName name) {
        try {
            Optional<Manifest> manifest = store.find(name);
            if (manifest.isEmpty()) {
                forget(name);
                return Optional.empty();
            }
            ModelHost known = open.get(name);
            if (known != null && known.model().digest().equals(manifest.get().digest())) {
                return Optional.of(known);
            }
            ModelHost fresh = serving.host(read(name, manifest.get()));
            forget(name);
            open.put(name, fresh);
            return Optional.of(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("model " + name + ": " + e.getMessage(), e);
        }
    }

    /** Those that can be served. */
    synchronized List<ModelHost> all() {
        try {
            List<ModelName> names = store.names();
            var gone = new HashSet<>(open.keySet());
            names.forEach(gone::remove);
            gone.forEach(this::forget);
            var hosts = new ArrayList<ModelHost>();
            for (ModelName name : names) {
                try {
                    find(name).ifPresent(hosts::add);
                } catch (UncheckedIOException e) {
                    LOG.log(Level.WARNING, e::getMessage);
                }
            }
            return hosts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget(ModelName name) {
        ModelHost host = open.remove(name);
        if (host != null) {
            host.close();
        }
    }

    private ServedModel read(ModelName name, Manifest manifest) throws IOException {
        Layer weights =
                manifest.layer(Layer.MODEL).orElseThrow(() -> new IOException("its manifest has no layer of weights"));
        return ServedModel.open(
                name,
                store.blobs().path(weights.digest()),
                manifest.digest(),
                manifest.size(),
                store.modified(name),
                new ModelDefaults(
                        parameters(manifest),
                        text(manifest, Layer.SYSTEM),
                        text(manifest, Layer.TEMPLATE),
                        weights.from()));
    }

    private ObjectNode parameters(Manifest manifest) throws IOException {
        String text = text(manifest, Layer.PARAMETERS);
        return !text.isEmpty() && JSON.readTree(text) instanceof ObjectNode tree ? tree : JSON.createObjectNode();
    }

    private String text(Manifest manifest, String mediaType) throws IOException {
        Optional<Layer> layer = manifest.layer(mediaType);
        return layer.isEmpty()
                ? ""
                : Files.readString(store.blobs().path(layer.get().digest()), StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ModelHost::close);
        open.clear();
    }
}
