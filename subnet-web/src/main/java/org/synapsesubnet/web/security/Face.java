package org.synapsesubnet.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.web.problem.Json;

/** Which of the application's faces a request came to: decides how its caller is known and how a refusal looks. */
enum Face {
    /** {@code /v1}. */
    OPENAI,
    /** {@code /api}. */
    OLLAMA,
    /** {@code /modules}, {@code /registrar}, {@code /access} and {@code /fleet}. */
    REST,
    /**
     * {@code /chain}, {@code /leaderboard}, {@code /neurons} and {@code /epochs}: anybody may call, and who has an API key
     * may show it.
     */
    OPEN_REST,
    /** Everything else: Faces pages, figures, resources. */
    PAGE;

    private static final String JSON = "application/json";
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String PAGE_TEXT = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8"/>
            <title>%s · Synapse Subnet</title>
            <link rel="stylesheet" href="/jakarta.faces.resource/console.css.xhtml?ln=console"/>
            </head>
            <body><main><h1>%d</h1><p class="lead">%s</p><p><a href="/status">Status</a></p></main></body>
            </html>
            """;

    /** By the servlet's path, which the container has decoded and matched. */
    static Face of(HttpServletRequest request) {
        return at(request.getServletPath());
    }

    static Face at(String servletPath) {
        return switch (servletPath) {
            case "/v1" -> OPENAI;
            case "/api" -> OLLAMA;
            case "/modules", "/registrar", "/access", "/fleet" -> REST;
            case "/chain", "/leaderboard", "/neurons", "/epochs" -> OPEN_REST;
            default -> PAGE;
        };
    }

    /** Whether callers are known by an API key; otherwise by a session. */
    boolean wantsApiKey() {
        return this != PAGE && this != OPEN_REST;
    }

    /** Whether a caller may show an API key, but needn't. */
    boolean takesApiKey() {
        return this == OPEN_REST;
    }

    /**
     * No key or a wrong one.
     *
     * @param uri raw path of the request
     */
    Refusal unauthenticated(String uri, String message) {
        return refusal(uri, 401, "Unauthorized", "invalid_api_key", message);
    }

    /** A known caller without the role that is needed. */
    Refusal forbidden(String uri) {
        return refusal(uri, 403, "Forbidden", "insufficient_permissions", "This caller may not do that.");
    }

    /** The keys can't be checked just now. */
    Refusal unavailable(String uri) {
        return refusal(uri, 503, "Unavailable", "unavailable", "The caller can't be checked at the moment. Try again.");
    }

    /** What the container refused before any of our code saw it; a person gets a page. */
    Refusal refused(String uri, int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        String message = status == 404 ? "There is nothing at this address." : title + ".";
        return this == PAGE
                ? new Refusal(status, HTML, PAGE_TEXT.formatted(title, status, message))
                : refusal(uri, status, title, "http-" + status, message);
    }

    private Refusal refusal(String uri, int status, String title, String code, String message) {
        return switch (this) {
            case OPENAI -> new Refusal(status, JSON, Json.write(Map.of("error", openAiError(status, code, message))));
            case OLLAMA -> new Refusal(status, JSON, Json.write(Map.of("error", message)));
            case REST, OPEN_REST, PAGE -> {
                Problem problem = Problem.of(code.replace('_', '-'), title, status, message)
                        .at(instance(uri));
                yield new Refusal(status, Problem.MEDIA_TYPE, Json.write(problem));
            }
        };
    }

    /** Null where the container let a path through that is no URI. */
    private static @Nullable URI instance(String path) {
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> openAiError(int status, String code, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", status < 500 ? "invalid_request_error" : "server_error");
        error.put("param", null);
        error.put("code", code);
        return error;
    }
}
