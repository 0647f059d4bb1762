package org.synapsesubnet.web.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.validator.gateway.GatewayError;
import org.synapsesubnet.validator.gateway.GatewayException;
import org.synapsesubnet.validator.gateway.relay.MinerCatalogue;
import org.synapsesubnet.web.inference.InferenceDesk;

/** What Ollama clients ask about models: {@code /api/tags}, {@code /api/ps}, {@code /api/show}, {@code /api/version}. */
@Path("/")
@ApplicationScoped
@Tag(name = "Ollama")
@RolesAllowed({Role.Names.USER, Role.Names.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {

    /** The Ollama release whose API this face follows; clients decide by it what they may ask. */
    static final String VERSION = "0.32.0";

    private static final int LONGEST_QUESTION = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    private MinerCatalogue catalogue;

    @GET
    @Path("tags")
    @Operation(summary = "The models that miners have")
    public byte[] tags() {
        return models(catalogue.tags());
    }

    @GET
    @Path("ps")
    @Operation(summary = "The models that miners hold in memory")
    public byte[] loaded() {
        return models(catalogue.loaded());
    }

    @POST
    @Path("show")
    @Operation(summary = "What a miner tells about a model")
    public Response show(InputStream body) throws IOException {
        try {
            byte[] question = body.readNBytes(LONGEST_QUESTION);
            return Response.ok(catalogue.show(model(question), question)).build();
        } catch (GatewayException e) {
            return InferenceDesk.refusal(e, OllamaForm.FORM);
        }
    }

    @GET
    @Path("version")
    @Operation(summary = "The Ollama release whose API this face follows")
    public byte[] version() {
        return ("{\"version\":\"" + VERSION + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static String model(byte[] question) throws IOException {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(question);
        } catch (JsonProcessingException e) {
            throw new GatewayException(GatewayError.invalid("model", "The request's body is not valid JSON"));
        }
        JsonNode model = parsed.path("model").isMissingNode() ? parsed.path("name") : parsed.path("model");
        if (!model.isTextual() || model.textValue().isBlank()) {
            throw new GatewayException(GatewayError.invalid("model", "model is required"));
        }
        return model.textValue();
    }

    private static byte[] models(ArrayNode models) {
        return JsonNodeFactory.instance
                .objectNode()
                .set("models", models)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
