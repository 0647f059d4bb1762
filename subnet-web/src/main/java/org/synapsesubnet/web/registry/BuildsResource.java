package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.build.BuildPage;
import org.synapsesubnet.api.build.BuildView;
import org.synapsesubnet.api.build.BuiltRelease;
import org.synapsesubnet.api.build.GitSource;
import org.synapsesubnet.registrar.StoredRelease;
import org.synapsesubnet.registrar.build.Builds;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.Paging;

/** A module's builds: from an archive or a commit to an image. */
@Path("{name}/builds")
@ApplicationScoped
@Tag(name = "Builds")
@Produces(MediaType.APPLICATION_JSON)
public class BuildsResource {
    @Inject
    private Builds builds;

    @POST
    @Consumes({"application/x-tar", "application/gzip"})
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Builds an image from a tar archive with a Dockerfile at its top, packed by gzip or not")
    public Response archive(
            @PathParam("name") String name, InputStream body, @Context HttpServletRequest request, @Context UriInfo uri)
            throws IOException {
        return accepted(builds.archive(name, body, request.getContentLengthLong(), Callers.of(request)), uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Builds an image from a commit of an allowed Git server")
    public Response commit(
            @PathParam("name") String name, GitSource source, @Context HttpServletRequest request, @Context UriInfo uri)
            throws IOException {
        return accepted(builds.commit(name, source, Callers.of(request)), uri);
    }

    @GET
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "A module's builds, the latest first")
    public BuildPage list(
            @PathParam("name") String name,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Paging paging = Paging.of(offset, limit);
        return builds.list(name, paging.offset(), paging.limit());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "How a build goes")
    public BuildView find(@PathParam("name") String name, @PathParam("id") String id) {
        return builds.find(name, BuildIds.parse(name, id));
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Stops a build that isn't over")
    public Response cancel(
            @PathParam("name") String name, @PathParam("id") String id, @Context HttpServletRequest request) {
        return Response.accepted(builds.cancel(name, BuildIds.parse(name, id), Callers.of(request)))
                .build();
    }

    @POST
    @Path("{id}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Makes a draft of a release from a build's image")
    public Response release(
            @PathParam("name") String name,
            @PathParam("id") String id,
            BuiltRelease draft,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        StoredRelease stored = builds.release(name, BuildIds.parse(name, id), draft, Callers.of(request));
        return Response.created(uri.getBaseUriBuilder()
                        .path(name)
                        .path("releases")
                        .path(stored.release().version())
                        .build())
                .tag(stored.tag())
                .entity(stored.release())
                .build();
    }

    private static Response accepted(BuildView build, UriInfo uri) {
        return Response.accepted(build)
                .location(
                        uri.getAbsolutePathBuilder().path(build.id().toString()).build())
                .build();
    }
}
