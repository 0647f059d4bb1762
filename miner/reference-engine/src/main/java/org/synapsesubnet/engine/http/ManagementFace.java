package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Supplier;
import org.synapsesubnet.engine.catalogue.ModelName;
import org.synapsesubnet.engine.gguf.MalformedGgufException;
import org.synapsesubnet.engine.store.Creation;
import org.synapsesubnet.engine.store.DigestMismatchException;
import org.synapsesubnet.engine.store.Manifest;
import org.synapsesubnet.engine.store.ModelStore;
import org.synapsesubnet.engine.store.ProgressListener;
import org.synapsesubnet.engine.store.RegistryPull;

/** {@code /api/pull}, {@code /api/create}, {@code /api/copy}, {@code /api/delete} and {@code /api/blobs} as Ollama answers. */
final class ManagementFace {

    private final ModelStore store;
    private final Creation creation;

    ManagementFace(ModelStore store) {
        this.store = store;
        this.creation = new Creation(store);
    }

    void pull(Call call) throws IOException, ApiException {
        Fields body = call.json();
        ModelName name = name(body);
        boolean insecure = body.flag("insecure", false);
        run(call, body, progress -> RegistryPull.run(store, name, insecure, progress));
    }

    void create(Call call) throws IOException, ApiException {
        Fields body = call.json();
        ModelName name = name(body);
        body.refuse("template", "this engine writes turns by the model's own template only; leave it out");
        for (String other : new String[] {"quantize", "adapters", "messages", "draft_files"}) {
            body.refuse(other, "this engine can't; leave it out");
        }
        ObjectNode parameters = body.object("parameters").all();
        String system = body.text("system").orElse("");
        if (body.has("from")) {
            ModelName parent = named("from", body.text("from").orElse(""));
            Manifest of = store.find(parent).orElseThrow(() -> ApiException.modelNotFound(parent.toString()));
            run(call, body, progress -> creation.ofModel(name, parent, of, parameters, system, progress));
        } else {
            String digest = onlyFile(body);
            ObjectNode config = ModelConfig.of(store.blobs().path(digest));
            run(call, body, progress -> {
                progress.step("parsing GGUF");
                creation.ofBlob(name, digest, config, parameters, system, progress);
            });
        }
    }

    private String onlyFile(Fields body) throws IOException, ApiException {
        ObjectNode files = body.object("files").all();
        if (files.size() != 1) {
            throw ApiException.badRequest(
                    files.isEmpty()
                            ? "neither 'from' or 'files' was specified"
                            : "files: " + files.size() + ", but this engine makes models of one GGUF file");
        }
        String digest = files.properties().iterator().next().getValue().asText();
        if (!holds(digest)) {
            throw ApiException.badRequest("blob \"" + digest + "\" not found");
        }
        return digest;
    }

    void copy(Call call) throws IOException, ApiException {
        Fields body = call.json();
        ModelName source = named("source", body.text("source").orElse(""));
        ModelName target = named("destination", body.text("destination").orElse(""));
        if (!store.copy(source, target)) {
            throw ApiException.modelNotFound(source.toString());
        }
        call.sendNothing(200);
    }

    void delete(Call call) throws IOException, ApiException {
        ModelName name = name(call.json());
        if (!store.delete(name)) {
            throw ApiException.modelNotFound(name.toString());
        }
        call.sendNothing(200);
    }

    /** {@code HEAD} asks for a blob, {@code POST} sends one. */
    void blob(Call call, String digest) throws IOException, ApiException {
        boolean there = holds(digest);
        switch (call.method()) {
            case "HEAD" -> call.sendNothing(there ? 200 : 404);
            case "POST" -> {
                if (!there) {
                    accept(call, digest);
                }
                call.sendNothing(there ? 200 : 201);
            }
            default -> throw new ApiException(405, "method " + call.method() + " not allowed, use HEAD or POST");
        }
    }

    private void accept(Call call, String digest) throws IOException, ApiException {
        try {
            store.blobs().accept(digest, call.stream());
        } catch (DigestMismatchException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private boolean holds(String digest) throws ApiException {
        return OllamaFace.checked(() -> store.blobs().holds(digest));
    }

    private static void run(Call call, Fields body, Work work) throws IOException, ApiException {
        ProgressStream progress = new ProgressStream(call, body.flag("stream", true));
        try {
            work.run(progress);
        } catch (MalformedGgufException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.fail("the engine is closing");
            return;
        } catch (IOException e) {
            progress.fail(e.getMessage() == null ? e.toString() : e.getMessage());
            return;
        }
        progress.end();
    }

    private static ModelName name(Fields body) throws ApiException {
        String text = body.text("model").orElse("");
        return named("model", text.isEmpty() ? body.text("name").orElse("") : text);
    }

    private static ModelName named(String field, String text) throws ApiException {
        Supplier<ModelName> name = () -> ModelName.of(text);
        if (text.isEmpty()) {
            throw ApiException.badRequest(field + " is required");
        }
        return OllamaFace.checked(name);
    }

    private interface Work {
        void run(ProgressListener progress) throws IOException, InterruptedException;
    }
}
