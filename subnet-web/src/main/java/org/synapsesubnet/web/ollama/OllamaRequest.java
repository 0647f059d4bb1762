package org.synapsesubnet.web.ollama;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayError.Kind;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;

/**
 * What the gateway has to know of a request in Ollama's form, read in one pass. The body goes on to the miner as it
 * came, fields that are not known here included.
 */
final class OllamaRequest {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final Set<String> STRINGS = Set.of("prompt", "system", "suffix", "template");
    private static final int MOST_ALTERNATIVES = 20;

    private final Route route;
    private @Nullable String model;
    private boolean streamed = true;
    private int messages = -1;
    private long maxTokens;

    private OllamaRequest(Route route) {
        this.route = route;
    }

    /** @throws GatewayException naming the field that is wrong */
    static OllamaRequest read(Route route, byte[] body) {
        OllamaRequest request = new OllamaRequest(route);
        try (JsonParser json = JSON.createParser(body)) {
            request.readDocument(json);
        } catch (JsonProcessingException e) {
            throw invalid("The request's body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid("The request's body is not valid JSON");
        }
        return request;
    }

    String model() {
        return model == null ? "" : model;
    }

    boolean streamed() {
        return streamed;
    }

    /** The most tokens the answer may have, 0 when no limit was set. */
    int maxTokens() {
        return (int) Math.max(0, Math.min(maxTokens, Integer.MAX_VALUE));
    }

    private void readDocument(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("The request's body must be a JSON object");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            readField(json, name, json.nextToken());
        }
        if (json.nextToken() != null) {
            throw invalid("The request's body must be one JSON object");
        }
        if (model == null || model.isBlank()) {
            throw invalid("model is required");
        }
        if (route == Route.CHAT && messages <= 0) {
            throw invalid("messages must have at least one message");
        }
    }

    private void readField(JsonParser json, String name, JsonToken value) throws IOException {
        switch (name) {
            case "model" -> {
                require(value == JsonToken.VALUE_STRING, name, "a string", value);
                model = json.getText();
            }
            case "stream" -> {
                require(value.isBoolean() || value == JsonToken.VALUE_NULL, name, "a boolean", value);
                streamed = value != JsonToken.VALUE_FALSE;
            }
            case "messages" -> {
                require(value == JsonToken.START_ARRAY, name, "an array", value);
                readMessages(json);
            }
            case "options" -> {
                require(value == JsonToken.START_OBJECT || value == JsonToken.VALUE_NULL, name, "an object", value);
                if (value == JsonToken.START_OBJECT) {
                    readOptions(json);
                }
            }
            case "top_logprobs" -> {
                require(value == JsonToken.VALUE_NUMBER_INT, name, "an integer", value);
                requireRange(name, json.getLongValue(), 0, MOST_ALTERNATIVES);
            }
            case "logprobs", "raw" -> {
                require(value.isBoolean() || value == JsonToken.VALUE_NULL, name, "a boolean", value);
            }
            default -> {
                if (STRINGS.contains(name)) {
                    require(value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL, name, "a string", value);
                }
                json.skipChildren();
            }
        }
    }

    private void readMessages(JsonParser json) throws IOException {
        messages = 0;
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            String path = "messages[" + messages + "]";
            require(next == JsonToken.START_OBJECT, path, "an object", next);
            readMessage(json, path);
            messages++;
        }
    }

    private static void readMessage(JsonParser json, String path) throws IOException {
        boolean hasRole = false;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("role")) {
                require(value == JsonToken.VALUE_STRING, path + ".role", "a string", value);
                if (!ROLES.contains(json.getText())) {
                    throw invalid(
                            path + ".role: '" + json.getText() + "' must be one of system, user, assistant, tool");
                }
                hasRole = true;
            } else if (name.equals("content")) {
                require(
                        value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL,
                        path + ".content",
                        "a string",
                        value);
            } else {
                json.skipChildren();
            }
        }
        if (!hasRole) {
            throw invalid(path + ".role is missing; it must be one of system, user, assistant, tool");
        }
    }

    private void readOptions(JsonParser json) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            String path = "options." + name;
            switch (name) {
                case "num_predict" -> {
                    require(value.isNumeric(), path, "an integer", value);
                    maxTokens = json.getValueAsLong();
                }
                case "temperature", "repeat_penalty" -> requireNumber(json, value, path, 0, 100);
                case "top_p", "min_p" -> requireNumber(json, value, path, 0, 1);
                case "seed", "top_k", "num_ctx", "repeat_last_n" ->
                    require(value.isNumeric(), path, "an integer", value);
                default -> json.skipChildren();
            }
        }
    }

    private static void requireNumber(JsonParser json, JsonToken value, String path, int least, int most)
            throws IOException {
        require(value.isNumeric(), path, "a number", value);
        double number = json.getDoubleValue();
        if (!(number >= least && number <= most)) {
            throw invalid(path + ": " + json.getText() + " must be from " + least + " to " + most);
        }
    }

    private static void requireRange(String path, long value, long least, long most) {
        if (value < least || value > most) {
            throw invalid(path + ": " + value + " must be from " + least + " to " + most);
        }
    }

    private static void require(boolean right, String path, String expected, JsonToken found) {
        if (!right) {
            throw invalid(path + " must be " + expected + ", not " + kind(found));
        }
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> token.name().replace("VALUE_", "").toLowerCase(Locale.ROOT);
        };
    }

    private static GatewayException invalid(String message) {
        return new GatewayException(GatewayError.of(Kind.INVALID_REQUEST, message));
    }
}
