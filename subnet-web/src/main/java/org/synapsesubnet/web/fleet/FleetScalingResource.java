package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetScalingDraft;
import org.synapsesubnet.api.fleet.FleetScalingView;
import org.synapsesubnet.miner.scaling.ScalingDesk;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.IfMatch;

/** How a miner is scaled, for operators. */
@Path("/miners/{name}/scaling")
@ApplicationScoped
@Tag(name = "Fleet")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetScalingResource {
    @Inject
    private ScalingDesk scaling;

    @GET
    @Operation(summary = "The policy, the last decision with its reason, and what was measured lately")
    public Response find(@PathParam("name") String name) {
        return whole(scaling.find(name));
    }

    @PUT
    @Operation(summary = "Has the miner scaled between a floor and a ceiling; If-Match is heeded where it is sent")
    public Response put(
            @PathParam("name") String name,
            FleetScalingDraft draft,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        return whole(scaling.put(name, draft, IfMatch.of(ifMatch).tags(), Callers.of(request)));
    }

    @DELETE
    @Operation(summary = "Leaves the miner with the replicas that it has")
    public void remove(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        scaling.remove(name, IfMatch.of(ifMatch).tags(), Callers.of(request));
    }

    private static Response whole(FleetScalingView view) {
        return Response.ok(view).tag(Long.toString(view.revision())).build();
    }
}
