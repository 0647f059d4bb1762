package org.synapsesubnet.web.registry;

import java.util.UUID;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Builds' ids in paths. */
final class BuildIds {
    private BuildIds() {}

    /** @throws ProblemException with status 404 for what is no id */
    static UUID parse(String module, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(
                    "build-not-found", "No such build", 404, "Module " + module + " has no build of that id."));
        }
    }
}
