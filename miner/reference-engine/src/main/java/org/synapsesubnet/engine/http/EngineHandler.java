package org.synapsesubnet.engine.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.synapsesubnet.engine.catalogue.Catalogue;
import org.synapsesubnet.engine.module.EngineModule;
import org.synapsesubnet.engine.store.ModelStore;

/** Finds the face that answers a request, and writes what it refuses in that face's shape. */
public final class EngineHandler implements HttpHandler {

    private static final Logger LOG = System.getLogger(EngineHandler.class.getName());
    private static final String MODEL_PREFIX = "/v1/models/";

    private static final String BLOB_PREFIX = "/api/blobs/";

    /** The release of Ollama whose API this is, and that it isn't Ollama. */
    private static final String VERSION = "0.32.0+synapse-reference-engine";

    private interface Action {
        void answer(Call call) throws IOException, ApiException;
    }

    private record Route(String method, Action action) {}

    private final Map<String, Route> routes;
    private final Optional<ManagementFace> management;
    private final OpenAiFace openAi;
    private final ModuleFace module;
    private final int maxBody;

    /**
     * @param store the models that callers may add to and take from; empty for none
     * @param maxBody most bytes of a request body that isn't a model's part
     */
    public EngineHandler(Catalogue catalogue, Optional<ModelStore> store, int maxBody, InstantSource clock) {
        OllamaFace ollama = new OllamaFace(catalogue, clock);
        CatalogueFace models = new CatalogueFace(catalogue);
        this.openAi = new OpenAiFace(catalogue, clock);
        this.module = new ModuleFace(new EngineModule(catalogue, clock));
        this.maxBody = maxBody;
        this.management = store.map(ManagementFace::new);
        this.routes = new HashMap<>(Map.of(
                "/", new Route("GET", call -> call.sendText(200, "Ollama is running")),
                "/api/version", new Route("GET", EngineHandler::version),
                "/api/tags", new Route("GET", models::tags),
                "/api/ps", new Route("GET", models::ps),
                "/api/show", new Route("POST", models::show),
                "/api/generate", new Route("POST", ollama::generate),
                "/api/chat", new Route("POST", ollama::chat),
                "/v1/chat/completions", new Route("POST", openAi::chatCompletions),
                "/v1/models", new Route("GET", openAi::models)));
        management.ifPresent(face -> routes.putAll(Map.of(
                "/api/pull", new Route("POST", face::pull),
                "/api/create", new Route("POST", face::create),
                "/api/copy", new Route("POST", face::copy),
                "/api/delete", new Route("DELETE", face::delete))));
    }

    private static void version(Call call) throws IOException {
        call.send(200, Call.JSON.createObjectNode().put("version", VERSION));
    }

    @Override
    public void handle(HttpExchange exchange) {
        Call call = new Call(exchange, maxBody);
        try (exchange) {
            answer(call);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> call.method() + " " + call.path() + ": the caller left: " + e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.log(Level.ERROR, call.method() + " " + call.path() + " failed", e);
            refuseQuietly(call, new ApiException(500, "internal error"));
        }
    }

    private void answer(Call call) throws IOException {
        if (ModuleFace.isItsOwn(call.path())) {
            module.answer(call);
            return;
        }
        try {
            route(call).answer(call);
        } catch (ApiException e) {
            refuse(call, e);
        }
    }

    private Action route(Call call) throws ApiException {
        String path = call.path();
        if (path.startsWith(MODEL_PREFIX) && path.length() > MODEL_PREFIX.length()) {
            return checked(call, new Route("GET", found -> openAi.model(found, path.substring(MODEL_PREFIX.length()))));
        }
        if (management.isPresent() && path.startsWith(BLOB_PREFIX)) {
            return found -> management.get().blob(found, path.substring(BLOB_PREFIX.length()));
        }
        Route route = routes.get(path);
        if (route == null) {
            throw new ApiException(404, "path " + path + " not found");
        }
        return checked(call, route);
    }

    private static Action checked(Call call, Route route) throws ApiException {
        boolean head = call.method().equals("HEAD") && route.method.equals("GET");
        if (!head && !call.method().equals(route.method)) {
            throw new ApiException(405, "method " + call.method() + " not allowed, use " + route.method);
        }
        return route.action;
    }

    private static void refuse(Call call, ApiException refusal) throws IOException {
        boolean openAi = call.path().startsWith("/v1/");
        call.send(
                refusal.status(),
                openAi ? OpenAiFormat.error(refusal.status(), refusal.reason()) : OllamaFormat.error(refusal.reason()));
    }

    private static void refuseQuietly(Call call, ApiException refusal) {
        if (call.begun()) {
            return;
        }
        try {
            refuse(call, refusal);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the caller left before the error", e);
        }
    }
}
