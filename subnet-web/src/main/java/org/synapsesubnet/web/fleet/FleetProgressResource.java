package org.synapsesubnet.web.fleet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.miner.models.ModelFloor;
import org.synapsesubnet.platform.concurrent.VirtualThreads;

/** How far this node's pulls and creations are, as Server-Sent Events, for operators. */
@Path("/progress")
@ApplicationScoped
@Tag(name = "Fleet")
@RolesAllowed(Role.Names.OPERATOR)
public class FleetProgressResource {
    @Inject
    private ModelFloor floor;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Follows the pulls and creations of models, all or those of one miner")
    public void follow(@QueryParam("miner") @Nullable String miner, @Suspended AsyncResponse response) {
        threads.execute(() -> response.resume(
                Response.ok(new ProgressEvents(floor.works().board(), miner), MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        // nginx and its like buffer an answer unless told otherwise.
                        .header("X-Accel-Buffering", "no")
                        .build()));
    }
}
