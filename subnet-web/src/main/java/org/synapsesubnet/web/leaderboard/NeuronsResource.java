package org.synapsesubnet.web.leaderboard;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.leaderboard.NeuronFileView;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.leaderboard.Leaderboard;
import org.synapsesubnet.web.problem.Problems;

/** One neuron: where it stands, what it was paid, and each term of its published scores. */
@Path("/")
@ApplicationScoped
@Tag(name = "Neurons")
@Produces(MediaType.APPLICATION_JSON)
public class NeuronsResource {

    @Inject
    private Leaderboard leaderboard;

    @Inject
    private Audience audience;

    @GET
    @Path("{hotkey}")
    @PermitAll
    @Operation(summary = "One neuron by its hotkey")
    public NeuronFileView neuron(@PathParam("hotkey") String hotkey, @Context HttpServletRequest request) {
        audience.admit(request);
        return leaderboard
                .neuron(parsed(hotkey))
                .map(LeaderboardViews::of)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "unknown-hotkey",
                        "Unknown hotkey",
                        404,
                        "Nobody has registered the hotkey " + parsed(hotkey) + " since this validator listens.")));
    }

    private static Hotkey parsed(String text) {
        try {
            return Hotkey.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid("hotkey", "must be 0x and 40 hexadecimal digits");
        }
    }
}
