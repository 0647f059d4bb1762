package org.synapsesubnet.web.leaderboard;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.leaderboard.EpochPage;
import org.synapsesubnet.api.leaderboard.EpochView;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.leaderboard.Leaderboard;
import org.synapsesubnet.web.problem.Problems;
import org.synapsesubnet.web.rest.Paging;

/** Epochs of this validator, and what the chain paid for them. Secrets are shown from the reveal on. */
@Path("/")
@ApplicationScoped
@Tag(name = "Epochs")
@Produces(MediaType.APPLICATION_JSON)
public class EpochsResource {

    @Inject
    private Leaderboard leaderboard;

    @Inject
    private Audience audience;

    @GET
    @PermitAll
    @Operation(summary = "Epochs, newest first")
    public EpochPage list(
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit,
            @Context HttpServletRequest request) {
        audience.admit(request);
        Paging paging = Paging.of(offset, limit);
        return new EpochPage(
                leaderboard.epochs(paging.offset(), paging.limit()).stream()
                        .map(LeaderboardViews::of)
                        .toList(),
                paging.offset(),
                paging.limit(),
                leaderboard.countEpochs());
    }

    @GET
    @Path("{epoch}")
    @PermitAll
    @Operation(summary = "One epoch by its number, with what each neuron was paid")
    public EpochView epoch(@PathParam("epoch") String epoch, @Context HttpServletRequest request) {
        audience.admit(request);
        if (!epoch.matches("[0-9]{1,18}")) {
            throw Problems.invalid("epoch", "must be an epoch's number, 0 or more");
        }
        return leaderboard
                .epoch(Long.parseLong(epoch))
                .map(LeaderboardViews::of)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-epoch", "Unknown epoch", 404, "This validator knows no epoch " + epoch + ".")));
    }
}
