package org.synapsesubnet.web.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.validator.gateway.Gateway;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.InferenceRequest;

/** {@code GET /v1/models}: the models that a miner serves now. */
@Path("/models")
@ApplicationScoped
@Tag(name = "OpenAI")
@RolesAllowed({Role.Names.USER, Role.Names.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    @Inject
    private Gateway gateway;

    @GET
    @Operation(summary = "The models that can be asked for now")
    public byte[] list() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = body.putArray("data");
        gateway.models().forEach(name -> data.add(model(name)));
        return JsonBytes.of(body);
    }

    @GET
    @Path("{name: .+}")
    @Operation(summary = "One model, if a miner serves it now")
    public Response find(@PathParam("name") String name) {
        String fullName = name.isBlank() ? name : InferenceRequest.fullName(name);
        if (!gateway.models().contains(fullName)) {
            GatewayError unknown = GatewayError.unknownModel(name);
            return Response.status(unknown.status())
                    .entity(OpenAiErrors.bytes(unknown))
                    .build();
        }
        return Response.ok(JsonBytes.of(model(fullName))).build();
    }

    private static ObjectNode model(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "subnet");
    }
}
