package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Turns Ollama's tool calls into OpenAI's: an id each, and the arguments as JSON in a string. */
final class ToolCalls {

    private ToolCalls() {}

    /**
     * @param before calls that this answer has made already
     * @param indexed whether each call tells its place, as chunks of a stream do
     */
    static ArrayNode translate(JsonNode calls, int before, boolean indexed) {
        ArrayNode translated = JsonNodeFactory.instance.arrayNode();
        for (JsonNode call : calls) {
            ObjectNode entry = translated.addObject();
            if (indexed) {
                entry.put("index", before + translated.size() - 1);
            }
            String id = call.path("id").asText();
            entry.put("id", id.isEmpty() ? "call_" + UUID.randomUUID() : id);
            entry.put("type", "function");
            JsonNode function = call.path("function");
            JsonNode arguments = function.path("arguments");
            entry.putObject("function")
                    .put("name", function.path("name").asText())
                    .put("arguments", arguments.isTextual() ? arguments.textValue() : arguments.toString());
        }
        return translated;
    }
}
