package org.synapsesubnet.web.fleet;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetMinerDraft;
import org.synapsesubnet.api.fleet.FleetMinerList;
import org.synapsesubnet.api.fleet.FleetMinerView;
import org.synapsesubnet.miner.Fleet;
import org.synapsesubnet.web.problem.Problems;
import org.synapsesubnet.web.rest.Callers;
import org.synapsesubnet.web.rest.IfMatch;

/** The miners of the fleet, for operators. What is written here the hosts' reconcilers carry out. */
@Path("/miners")
@ApplicationScoped
@Tag(name = "Fleet")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetMinersResource {
    @Inject
    private Fleet fleet;

    @GET
    @Operation(summary = "Miners in the order of their names")
    public FleetMinerList list() {
        return fleet.list();
    }

    @POST
    @Operation(summary = "Adds a miner; its containers follow")
    public Response add(FleetMinerDraft draft, @Context HttpServletRequest request, @Context UriInfo uri) {
        FleetMinerView miner = fleet.add(draft, Callers.of(request));
        return Response.created(uri.getAbsolutePathBuilder().path(miner.name()).build())
                .tag(tag(miner))
                .entity(miner)
                .build();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One miner with its containers; the entity tag is its revision")
    public Response find(@PathParam("name") String name) {
        return whole(fleet.find(name));
    }

    @PUT
    @Path("{name}")
    @Operation(summary = "Replaces the miner that If-Match names; containers of another shape give way")
    public Response replace(
            @PathParam("name") String name,
            FleetMinerDraft draft,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        IfMatch condition = IfMatch.of(ifMatch);
        if (!condition.present()) {
            throw Problems.preconditionRequired(
                    "Send the miner's entity tag in If-Match, so that nobody's change is lost; * replaces anything.");
        }
        return whole(fleet.replace(name, draft, condition.tags(), Callers.of(request)));
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Removes a miner with its containers and models")
    public void remove(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context HttpServletRequest request) {
        fleet.remove(name, IfMatch.of(ifMatch).tags(), Callers.of(request));
    }

    private static Response whole(FleetMinerView miner) {
        return Response.ok(miner).tag(tag(miner)).build();
    }

    private static String tag(FleetMinerView miner) {
        return Long.toString(miner.revision());
    }
}
