package org.synapsesubnet.web.leaderboard;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.api.leaderboard.LeaderboardView;
import org.synapsesubnet.leaderboard.Leaderboard;

/** Miners and validators in their order; public unless the operator wants otherwise. */
@Path("/")
@ApplicationScoped
@Tag(name = "Leaderboard")
@Produces(MediaType.APPLICATION_JSON)
public class LeaderboardResource {

    @Inject
    private Leaderboard leaderboard;

    @Inject
    private Audience audience;

    @GET
    @PermitAll
    @Operation(summary = "Miners by their published scores, validators by stake")
    public LeaderboardView board(@Context HttpServletRequest request) {
        audience.admit(request);
        return LeaderboardViews.of(leaderboard.board());
    }
}
