package org.synapsesubnet.miner.scaling;

import java.util.List;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with a policy of scaling, each with its name and HTTP status. */
final class ScalingProblems {

    private ScalingProblems() {}

    static ProblemException noMiner() {
        return problem("fleet-miner-not-found", "No such miner", 404, "The fleet has no miner of that name.");
    }

    static ProblemException notScaled() {
        return problem(
                "fleet-scaling-not-found", "Not scaled", 404, "This miner has the replicas that its operator gave it.");
    }

    static ProblemException changed(String miner) {
        return problem(
                "fleet-scaling-changed",
                "Policy changed",
                412,
                "The policy of miner " + miner + " is not what If-Match names. Read it again before you change it.");
    }

    static ProblemException invalid(InvalidValue value) {
        return new ProblemException(
                Problem.of("invalid-request", "Invalid request", 400, "A field has a value that can't be used.")
                        .withErrors(List.of(value.asFieldError())));
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
