package org.synapsesubnet.web.ollama;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.web.security.PermissionFilter;

/** {@code /api}: for clients that speak Ollama's API. */
@ApplicationPath("/api")
public class OllamaApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(InferenceResource.class, CatalogueResource.class, OllamaProblems.class, PermissionFilter.class);
    }

    /** Jersey, in Payara, holds back the first 8 KiB of an answer unless told not to. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.contentLength.buffer", 0);
    }
}
