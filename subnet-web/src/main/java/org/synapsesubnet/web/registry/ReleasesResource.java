package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.module.ReleaseDraft;
import org.synapsesubnet.api.module.ReleasePage;
import org.synapsesubnet.api.module.ReleaseStateChange;
import org.synapsesubnet.registrar.Releases;
import org.synapsesubnet.registrar.StoredRelease;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Idempotency;
import org.synapsesubnet.web.rest.Paging;

/** A module's releases. Nothing about a release changes but its state. */
@Path("{name}/releases")
@ApplicationScoped
@Tag(name = "Releases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ReleasesResource {
    @Inject
    private Releases releases;

    @Inject
    private Idempotency idempotency;

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "A module's releases, the highest version first")
    public ReleasePage list(
            @PathParam("name") String name,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return releases.list(name, paging.offset(), paging.limit());
    }

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Adds a release as a draft; once for each Idempotency-Key")
    public Response add(
            @PathParam("name") String name,
            ReleaseDraft draft,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        Caller caller = Callers.of(request);
        return idempotency.once(key, caller.account(), uri.getPath(), draft, () -> {
            StoredRelease stored = releases.add(name, draft, caller);
            return Response.created(uri.getAbsolutePathBuilder()
                            .path(stored.release().version())
                            .build())
                    .tag(stored.tag())
                    .entity(stored.release())
                    .build();
        });
    }

    @GET
    @Path("{version}")
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "One release, with its entity tag")
    public Response find(
            @PathParam("name") String name, @PathParam("version") String version, @Context Request conditions) {
        StoredRelease stored = releases.find(name, version);
        Response.@Nullable ResponseBuilder unchanged = conditions.evaluatePreconditions(new EntityTag(stored.tag()));
        return unchanged == null ? whole(stored) : unchanged.build();
    }

    @PUT
    @Path("{version}/state")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Publishes, deprecates or yanks a release")
    public Response changeState(
            @PathParam("name") String name,
            @PathParam("version") String version,
            ReleaseStateChange change,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        return whole(releases.changeState(name, version, change, Conditions.expected(ifMatch), Callers.of(request)));
    }

    @DELETE
    @Path("{version}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Removes a draft")
    public void remove(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        releases.remove(name, version, Conditions.expected(ifMatch), Callers.of(request));
    }

    private static Response whole(StoredRelease stored) {
        return Response.ok(stored.release()).tag(stored.tag()).build();
    }
}
