package org.synapsesubnet.web.openai;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.synapsesubnet.web.security.PermissionFilter;

/** {@code /v1}: for clients that speak OpenAI's API. */
@ApplicationPath("/v1")
public class OpenAiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ChatCompletionsResource.class, ModelsResource.class, OpenAiProblems.class, PermissionFilter.class);
    }

    /** Jersey, in Payara, holds back the first 8 KiB of an answer unless told not to. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.contentLength.buffer", 0);
    }
}
