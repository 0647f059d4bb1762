package org.synapsesubnet.rollout;

import java.util.List;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.rollout.RolloutState;

/** What can go wrong with deployments and roll-outs, each with its name and HTTP status. */
final class RolloutProblems {

    private RolloutProblems() {}

    static ProblemException notFound(String module) {
        return problem(
                "deployment-not-found",
                "No such deployment",
                404,
                "Module " + module + " has no deployment of that name.");
    }

    static ProblemException noRollout(String deployment) {
        return problem(
                "rollout-not-found", "No roll-out", 404, "Deployment " + deployment + " is on no way to a release.");
    }

    static ProblemException onItsWay(Rollout rollout) {
        return problem(
                "rollout-under-way",
                "A roll-out is under way",
                409,
                "Deployment " + rollout.deployment() + " is on its way from "
                        + rollout.from().version() + " to " + rollout.to().version() + ", "
                        + rollout.state().text() + ". Wait for its end or take it back.");
    }

    static ProblemException alreadyThere(String deployment, String version) {
        return problem(
                "release-already-running",
                "Release is running",
                409,
                "Deployment " + deployment + " runs release " + version + " already.");
    }

    static ProblemException nothingBefore(String deployment) {
        return problem(
                "no-release-before",
                "No release before",
                409,
                "Deployment " + deployment + " has had one release only, and can't go back.");
    }

    static ProblemException illegalStep(RolloutState from, RolloutState to) {
        return problem(
                "illegal-state",
                "Illegal change of state",
                409,
                "A roll-out that is " + from.text() + " can't become " + to.text() + ".");
    }

    static ProblemException noImage(String module, String version) {
        return problem(
                "release-without-image",
                "Release names no image",
                409,
                "Release " + version + " of module " + module
                        + " has an artifact that is no image's repository; leave it out for an image that the host has.");
    }

    static ProblemException needed(String field, String release) {
        return new ProblemException(
                Problem.of("invalid-request", "Invalid request", 400, "A field has a value that can't be used.")
                        .withErrors(List.of(new FieldError(
                                field, "is needed, since release " + release + " doesn't declare what it takes"))));
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
