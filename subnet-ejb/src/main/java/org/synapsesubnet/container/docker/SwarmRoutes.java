package org.synapsesubnet.container.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.EngineException.Fault;

/**
 * The engine's routes for services, tasks and their networks, as JSON: the library's own objects lack half of what
 * hardens a service, and would drop it from one that they read and write back.
 */
final class SwarmRoutes {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String VERSION = "/v1.41";

    private final DockerHttpClient line;
    private final Calls calls;

    SwarmRoutes(DockerHttpClient line, Calls calls) {
        this.line = line;
        this.calls = calls;
    }

    /** @param labels that everything listed carries */
    JsonNode list(String what, Map<String, String> labels) throws EngineException {
        return filtered(what, Map.of("label", LabelFilter.of(labels)));
    }

    /** None where there is no such service. */
    JsonNode tasksOf(String service) throws EngineException {
        try {
            return filtered("tasks", Map.of("service", List.of(service)));
        } catch (EngineException e) {
            if (e.fault() == Fault.NOT_FOUND) {
                return JSON.createArrayNode();
            }
            throw e;
        }
    }

    private JsonNode filtered(String what, Map<String, List<String>> filters) throws EngineException {
        String query = URLEncoder.encode(JSON.valueToTree(filters).toString(), StandardCharsets.UTF_8);
        return get("list " + what, "/" + what + "?filters=" + query);
    }

    JsonNode get(String what, String path) throws EngineException {
        return calls.ask(what, () -> exchange("GET", path, null));
    }

    JsonNode post(String what, String path, JsonNode body) throws EngineException {
        return calls.ask(what, () -> exchange("POST", path, body));
    }

    void delete(String what, String path) throws EngineException {
        calls.ask(what, () -> exchange("DELETE", path, null));
    }

    private JsonNode exchange(String method, String path, @Nullable JsonNode body) throws IOException {
        Request.Builder request = Request.builder().method(method).path(VERSION + path);
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(JSON.writeValueAsBytes(body));
        }
        try (DockerHttpClient.Response response = line.execute(request.build())) {
            String text = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = response.getStatusCode();
            switch (status) {
                case 400 -> throw new BadRequestException(text);
                case 404 -> throw new NotFoundException(text);
                case 409 -> throw new ConflictException(text);
                default -> {
                    if (status >= 300) {
                        throw new DockerException(text, status);
                    }
                }
            }
            return read(text);
        }
    }

    private static JsonNode read(String text) throws JsonProcessingException {
        return text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
    }
}
