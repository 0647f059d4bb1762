package org.synapsesubnet.web.registry;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.Role;
import org.synapsesubnet.platform.concurrent.VirtualThreads;
import org.synapsesubnet.registrar.build.Builds;
import org.synapsesubnet.web.rest.WholeNumber;

/** What a build says, while it says it. */
@Path("{name}/builds/{id}/log")
@ApplicationScoped
@Tag(name = "Builds")
public class BuildLogResource {
    @Inject
    private Builds builds;

    @Inject
    @VirtualThreads
    private ExecutorService threads;

    @GET
    @RolesAllowed(Role.Names.OPERATOR)
    @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
    @Operation(summary = "A build's log from its first line, as server-sent events; the last is named end")
    public void follow(
            @PathParam("name") String name,
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Suspended AsyncResponse response) {
        UUID build = BuildIds.parse(name, id);
        int after = last == null ? 0 : (int) WholeNumber.of("Last-Event-ID", last, 0, Integer.MAX_VALUE);
        builds.find(name, build);
        // A follower stays as long as the build runs: no worker of the server is held for it.
        threads.execute(() -> response.resume(Response.ok(new BuildLogStream(builds, name, build, after))
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no")
                .build()));
    }
}
