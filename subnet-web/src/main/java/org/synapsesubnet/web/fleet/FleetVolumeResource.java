package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetVolumeDraft;
import org.synapsesubnet.api.fleet.FleetVolumeView;
import org.synapsesubnet.miner.models.FleetModels;
import org.synapsesubnet.web.rest.Callers;

/** What a miner's volume of models may hold and does hold, for operators. */
@Path("/miners/{name}/volume")
@ApplicationScoped
@Tag(name = "Fleet")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetVolumeResource {
    @Inject
    private FleetModels models;

    @GET
    @Operation(summary = "A miner's volume of models")
    public FleetVolumeView find(@PathParam("name") String miner) {
        return models.volume(miner);
    }

    @PUT
    @Operation(summary = "Says what the volume may hold; beyond it, models that nobody wants are deleted")
    public FleetVolumeView limit(
            @PathParam("name") String miner, FleetVolumeDraft draft, @Context HttpServletRequest request) {
        return models.limit(miner, draft, Callers.of(request));
    }
}
