package org.synapsesubnet.web.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.ApiKeys;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.access.ApiKeyDraft;
import org.synapsesubnet.api.access.ApiKeyPage;
import org.synapsesubnet.api.access.IssuedApiKey;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Paging;

/** API keys, for operators. */
@Path("/keys")
@ApplicationScoped
@Tag(name = "Access")
@RolesAllowed(Role.Names.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeysResource {
    @Inject
    private ApiKeys keys;

    @GET
    @Operation(summary = "API keys, newest first, without their secrets")
    public ApiKeyPage list(@QueryParam("offset") @Nullable String offset, @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return keys.list(paging.offset(), paging.limit());
    }

    @POST
    @Operation(summary = "Issues an API key; its secret is shown this once")
    public Response issue(ApiKeyDraft draft, @Context HttpServletRequest request, @Context UriInfo uri) {
        IssuedApiKey issued = keys.issue(draft, Callers.of(request));
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(issued.key().id().toString())
                        .build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(issued)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revokes an API key: at once on this node, within a second on others")
    public void revoke(@PathParam("id") String id, @Context HttpServletRequest request) {
        boolean revoked =
                idOf(id).filter(key -> keys.revoke(key, Callers.of(request))).isPresent();
        if (!revoked) {
            throw new ProblemException(
                    Problem.of("api-key-not-found", "No such API key", 404, "There is no API key with this id."));
        }
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
