package org.synapsesubnet.web.ollama;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.validator.gateway.InferenceRequest;
import org.synapsesubnet.validator.gateway.InferenceRequest.Face;
import org.synapsesubnet.validator.gateway.InferenceRequest.Route;
import org.synapsesubnet.web.inference.InferenceDesk;

/** {@code POST /api/chat} and {@code POST /api/generate}. */
@Path("/")
@ApplicationScoped
@Tag(name = "Ollama")
@RolesAllowed({Role.Names.USER, Role.Names.OPERATOR})
public class InferenceResource {

    @Inject
    private InferenceDesk desk;

    @POST
    @Path("chat")
    @Operation(summary = "Answers a chat, whole or line by line, in Ollama's form")
    public void chat(InputStream body, @Suspended AsyncResponse response, @Context HttpServletRequest request) {
        desk.serve(request, body, response, (caller, bytes) -> order(Route.CHAT, caller, bytes), OllamaForm.FORM);
    }

    @POST
    @Path("generate")
    @Operation(summary = "Completes a prompt, whole or line by line, in Ollama's form")
    public void generate(InputStream body, @Suspended AsyncResponse response, @Context HttpServletRequest request) {
        desk.serve(request, body, response, (caller, bytes) -> order(Route.GENERATE, caller, bytes), OllamaForm.FORM);
    }

    static InferenceDesk.Order order(Route route, Caller caller, byte[] body) {
        OllamaRequest request = OllamaRequest.read(route, body);
        return new InferenceDesk.Order(
                new InferenceRequest(
                        caller, Face.OLLAMA, route, request.model(), request.streamed(), request.maxTokens(), body),
                OllamaForm.FORM);
    }
}
