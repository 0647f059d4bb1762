package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.synapsesubnet.engine.catalogue.ModelName;
import org.synapsesubnet.engine.catalogue.ServedModel;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/** The configuration that goes with a model's parts, in Ollama's words. */
final class ModelConfig {

    private ModelConfig() {}

    /** @throws ApiException when the file can't be served */
    static ObjectNode of(Path gguf) throws IOException, ApiException {
        ServedModel model;
        try {
            model = ServedModel.open(ModelName.of("new"), gguf);
        } catch (MalformedGgufException e) {
            throw ApiException.badRequest("supplied file can't be served: " + e.getMessage());
        }
        ObjectNode config = Call.JSON
                .createObjectNode()
                .put("model_format", "gguf")
                .put("model_family", "llama")
                .put("model_type", CatalogueFace.humanCount(model.parameters()))
                .put("file_type", model.quantisation().name())
                .put("architecture", "amd64")
                .put("os", "linux");
        config.putArray("model_families").add("llama");
        return config;
    }
}
