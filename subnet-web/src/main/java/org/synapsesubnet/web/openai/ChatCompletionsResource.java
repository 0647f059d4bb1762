package org.synapsesubnet.web.openai;

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
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.web.inference.InferenceDesk;

/** {@code POST /v1/chat/completions}. */
@Path("/chat/completions")
@ApplicationScoped
@Tag(name = "OpenAI")
@RolesAllowed({Role.Names.USER, Role.Names.OPERATOR})
public class ChatCompletionsResource {

    @Inject
    private InferenceDesk desk;

    @Inject
    private InstantSource clock;

    @POST
    @Operation(summary = "Answers a chat, whole or as server-sent events, in OpenAI's form")
    public void complete(InputStream body, @Suspended AsyncResponse response, @Context HttpServletRequest request) {
        desk.serve(request, body, response, this::order, new ChatForm("", false, clock.instant()));
    }

    private InferenceDesk.Order order(Caller caller, byte[] body) {
        ChatRequest chat = ChatRequest.read(body);
        return new InferenceDesk.Order(
                chat.forCaller(caller), new ChatForm(chat.model(), chat.usageAsked(), clock.instant()));
    }
}
