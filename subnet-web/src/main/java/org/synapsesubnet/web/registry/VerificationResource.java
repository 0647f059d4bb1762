package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.passport.VerificationView;
import org.synapsesubnet.registrar.verification.Verifications;
import org.synapsesubnet.web.rest.Callers;

/** The verification of a release: begun by POST, looked at by GET, broken off by DELETE. */
@Path("{name}/releases/{version}/verification")
@ApplicationScoped
@Tag(name = "Verification")
@Produces(MediaType.APPLICATION_JSON)
public class VerificationResource {
    @Inject
    private Verifications verifications;

    @POST
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Begins to verify a release; it ends with a passport")
    public Response start(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @Context HttpServletRequest request,
            @Context UriInfo uri) {
        VerificationView begun = verifications.start(name, version, Callers.of(request));
        return Response.accepted(begun).location(uri.getAbsolutePath()).build();
    }

    @GET
    @RolesAllowed({Role.Names.OPERATOR, Role.Names.USER})
    @Operation(summary = "The latest verification of a release, with the evidence so far")
    public VerificationView find(@PathParam("name") String name, @PathParam("version") String version) {
        return verifications.find(name, version);
    }

    @DELETE
    @RolesAllowed(Role.Names.OPERATOR)
    @Operation(summary = "Breaks off the verification that runs")
    public Response cancel(
            @PathParam("name") String name, @PathParam("version") String version, @Context HttpServletRequest request) {
        verifications.cancel(name, version, Callers.of(request));
        return Response.accepted().build();
    }
}
