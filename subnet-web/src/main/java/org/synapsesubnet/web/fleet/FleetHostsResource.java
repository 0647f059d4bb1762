package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.api.fleet.FleetHostList;
import org.synapsesubnet.miner.Fleet;

/** The container engines of the fleet, for operators. */
@Path("/hosts")
@ApplicationScoped
@Tag(name = "Fleet")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class FleetHostsResource {
    @Inject
    private Fleet fleet;

    @GET
    @Operation(summary = "Container engines in the order of their names")
    public FleetHostList list() {
        return fleet.hosts();
    }
}
