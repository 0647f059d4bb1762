package org.synapsesubnet.engine.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.catalogue.ModelDefaults;
import org.synapsesubnet.engine.catalogue.ModelHost;
import org.synapsesubnet.engine.catalogue.ServedModel;

/** {@code /api/tags}, {@code /api/show} and {@code /api/ps} as Ollama answers them. */
final class CatalogueFace {

    private final Catalogue catalogue;

    CatalogueFace(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void tags(Call call) throws IOException {
        ObjectNode answer = Call.JSON.createObjectNode();
        ArrayNode models = answer.putArray("models");
        for (ModelHost host : catalogue.all()) {
            ObjectNode node = models.addObject();
            putIdentity(node, host.model());
            node.put("modified_at", host.model().modified().toString());
            node.putArray("capabilities").add("completion");
        }
        call.send(200, answer);
    }

    void ps(Call call) throws IOException {
        ObjectNode answer = Call.JSON.createObjectNode();
        ArrayNode models = answer.putArray("models");
        for (ModelHost host : catalogue.all()) {
            host.expires().ifPresent(expires -> {
                ObjectNode node = models.addObject();
                putIdentity(node, host.model());
                node.put("expires_at", expires.toString());
                node.put("size_vram", 0);
                node.put("context_length", host.defaultContext());
            });
        }
        call.send(200, answer);
    }

    void show(Call call) throws IOException, ApiException {
        Fields body = call.json();
        String name = body.text("model")
                .or(() -> body.node("name").map(node -> node.asText()))
                .orElse("");
        if (name.isEmpty()) {
            throw ApiException.badRequest("model is required");
        }
        boolean verbose = body.flag("verbose", false);
        ServedModel model = catalogue
                .find(name)
                .orElseThrow(() -> ApiException.modelNotFound(name))
                .model();
        ObjectNode answer = Call.JSON.createObjectNode();
        ModelDefaults defaults = model.defaults();
        answer.put("modelfile", "");
        answer.put(
                "template",
                defaults.template().isEmpty() ? model.template().name().toLowerCase(Locale.ROOT) : defaults.template());
        if (!defaults.parameters().isEmpty()) {
            answer.put("parameters", parameters(defaults));
        }
        if (!defaults.system().isEmpty()) {
            answer.put("system", defaults.system());
        }
        putDetails(answer, model);
        putMetadata(answer.putObject("model_info"), model.metadata().asMap(), verbose);
        answer.putArray("capabilities").add("completion");
        answer.put("modified_at", model.modified().toString());
        call.send(200, answer);
    }

    /** A line for each, as in a Modelfile without its first word. */
    private static String parameters(ModelDefaults defaults) {
        return defaults.parameters().properties().stream()
                .map(entry -> String.format(Locale.ROOT, "%-30s %s", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static void putIdentity(ObjectNode node, ServedModel model) {
        node.put("name", model.name().toString());
        node.put("model", model.name().toString());
        node.put("size", model.size());
        node.put("digest", model.digest());
        putDetails(node, model);
    }

    private static void putDetails(ObjectNode node, ServedModel model) {
        ObjectNode details = node.putObject("details");
        details.put("parent_model", model.defaults().parent());
        details.put("format", "gguf");
        details.put("family", "llama");
        details.putArray("families").add("llama");
        details.put("parameter_size", humanCount(model.parameters()));
        details.put("quantization_level", model.quantisation().name());
    }

    /** As Ollama writes it: 151.42K, 1.2M, 8.0B. */
    static String humanCount(long count) {
        if (count >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1fB", count / 1e9);
        }
        if (count >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2fM", count / 1e6);
        }
        return count >= 1000 ? String.format(Locale.ROOT, "%.2fK", count / 1e3) : Long.toString(count);
    }

    /** Arrays, such as the vocabulary, are shown only when asked for, and {@code null} otherwise. */
    private static void putMetadata(ObjectNode node, Map<String, Object> metadata, boolean verbose) {
        metadata.forEach((key, value) -> {
            switch (value) {
                case Long number -> node.put(key, number);
                case Float number -> node.put(key, number);
                case Double number -> node.put(key, number);
                case Boolean flag -> node.put(key, flag);
                case String text -> node.put(key, text);
                case List<?> texts
                when verbose -> {
                    ArrayNode array = node.putArray(key);
                    texts.forEach(text -> array.add(String.valueOf(text)));
                }
                case long[] integers
                when verbose -> {
                    ArrayNode array = node.putArray(key);
                    for (long integer : integers) {
                        array.add(integer);
                    }
                }
                default -> node.putNull(key);
            }
        });
    }
}
