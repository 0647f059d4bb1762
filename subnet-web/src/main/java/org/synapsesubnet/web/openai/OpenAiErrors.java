package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.validator.gateway.GatewayError;

/** Errors in OpenAI's shape: {@code {"error":{"message","type","param","code"}}}. */
final class OpenAiErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenAiErrors() {}

    static byte[] bytes(GatewayError error) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", error.message())
                .put("type", type(error))
                .put("param", error.field())
                .put("code", code(error));
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(GatewayError error) {
        return switch (error.kind()) {
            case INVALID_REQUEST, MODEL_NOT_FOUND, BODY_TOO_LARGE, UNAUTHENTICATED -> "invalid_request_error";
            case RATE_LIMITED -> "requests";
            case UNAVAILABLE, MINER_FAILED, MINER_TOO_SLOW, INTERNAL -> "server_error";
        };
    }

    private static @Nullable String code(GatewayError error) {
        return switch (error.kind()) {
            case INVALID_REQUEST -> null;
            case MODEL_NOT_FOUND -> "model_not_found";
            case BODY_TOO_LARGE -> "request_too_large";
            case UNAUTHENTICATED -> "invalid_api_key";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case UNAVAILABLE -> "service_unavailable";
            case MINER_FAILED, MINER_TOO_SLOW, INTERNAL -> error.kind().text();
        };
    }
}
