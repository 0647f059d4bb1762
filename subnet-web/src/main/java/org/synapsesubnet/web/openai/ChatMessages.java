package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns OpenAI's messages into Ollama's. Reads one request. */
final class ChatMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    /** Tool calls are answered by id at OpenAI's, by the tool's name at Ollama's. */
    private final Map<String, String> toolNames = new HashMap<>();

    private ChatMessages() {}

    static ArrayNode translate(JsonField messages) {
        if (messages.array().size() == 0) {
            throw messages.refused("messages must have at least one message");
        }
        ChatMessages translation = new ChatMessages();
        ArrayNode translated = JSON.createArrayNode();
        for (int i = 0; i < messages.size(); i++) {
            translated.add(translation.message(messages.element(i).object()));
        }
        return translated;
    }

    private ObjectNode message(JsonField message) {
        JsonField roleField = message.child("role");
        String role = roleField.text();
        if (!ROLES.contains(role)) {
            throw roleField.refused(
                    "%s: '%s' must be one of system, developer, user, assistant, tool", roleField.path(), role);
        }
        ObjectNode translated = JSON.createObjectNode();
        translated.put("role", role.equals("developer") ? "system" : role);
        content(message.child("content"), role, translated);
        if (role.equals("assistant")) {
            toolCalls(message.child("tool_calls"), translated);
        }
        if (role.equals("tool")) {
            toolAnswer(message.child("tool_call_id").text(), translated);
        }
        return translated;
    }

    private static void content(JsonField content, String role, ObjectNode translated) {
        if (content.isAbsent() && role.equals("assistant")) {
            translated.put("content", "");
        } else if (content.value().isArray()) {
            parts(content, translated);
        } else if (content.value().isTextual()) {
            translated.put("content", content.text());
        } else {
            throw content.mismatch("a string or an array of parts");
        }
    }

    private static void parts(JsonField parts, ObjectNode translated) {
        StringBuilder text = new StringBuilder();
        ArrayNode images = JSON.createArrayNode();
        for (int i = 0; i < parts.size(); i++) {
            JsonField part = parts.element(i).object();
            JsonField type = part.child("type");
            switch (type.text()) {
                case "text" -> text.append(part.child("text").text());
                case "refusal" -> text.append(part.child("refusal").text());
                case "image_url" -> images.add(image(part.child("image_url")));
                default -> throw type.refused("%s: '%s' must be text or image_url", type.path(), type.text());
            }
        }
        translated.put("content", text.toString());
        if (!images.isEmpty()) {
            translated.set("images", images);
        }
    }

    /** Ollama takes images as base64 only, and the gateway fetches nothing on a caller's behalf. */
    private static String image(JsonField image) {
        JsonField url = image.value().isTextual() ? image : image.child("url");
        String text = url.text();
        int comma = text.indexOf(";base64,");
        if (!text.startsWith("data:image/") || comma < 0) {
            throw url.refused("%s must be a data:image/…;base64, URL; other addresses are not fetched", url.path());
        }
        return text.substring(comma + ";base64,".length());
    }

    private void toolCalls(JsonField calls, ObjectNode translated) {
        if (calls.isAbsent()) {
            return;
        }
        ArrayNode list = translated.putArray("tool_calls");
        for (int i = 0; i < calls.array().size(); i++) {
            JsonField call = calls.element(i).object();
            JsonField function = call.child("function").object();
            String name = function.child("name").text();
            ObjectNode entry = list.addObject();
            String id = call.child("id").optionalText();
            if (id != null) {
                toolNames.put(id, name);
                entry.put("id", id);
            }
            ObjectNode translatedFunction = entry.putObject("function").put("name", name);
            translatedFunction.set("arguments", arguments(function.child("arguments")));
        }
    }

    private static JsonNode arguments(JsonField arguments) {
        String text = arguments.optionalText();
        if (text == null || text.isBlank()) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode parsed = JSON.readTree(text);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException e) {
            throw arguments.refused("%s must be a JSON object in a string", arguments.path());
        }
        throw arguments.refused("%s must be a JSON object in a string", arguments.path());
    }

    private void toolAnswer(String callId, ObjectNode translated) {
        translated.put("tool_call_id", callId);
        @Nullable String name = toolNames.get(callId);
        if (name != null) {
            translated.put("tool_name", name);
        }
    }
}
