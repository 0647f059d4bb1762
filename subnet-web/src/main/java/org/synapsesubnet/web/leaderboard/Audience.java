package org.synapsesubnet.web.leaderboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Who may see the leaderboard: everybody, or callers that are known. */
@ApplicationScoped
public class Audience {

    @Inject
    @ConfigProperty(name = "synapse.leaderboard.public")
    private boolean open;

    boolean isOpen() {
        return open;
    }

    /** Refuses a caller that may not see it. */
    void admit(HttpServletRequest request) {
        if (!open && request.getUserPrincipal() == null) {
            throw new ProblemException(Problem.of(
                    "invalid-api-key",
                    "Unauthorized",
                    401,
                    "This leaderboard isn't public. Send an API key in the header: Authorization: Bearer sk-syn-…"));
        }
    }
}
