package org.synapsesubnet.miner;

import java.util.List;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with a miner of the fleet, each with its name and HTTP status. */
final class FleetProblems {

    private FleetProblems() {}

    static ProblemException notFound() {
        return problem("fleet-miner-not-found", "No such miner", 404, "The fleet has no miner of that name.");
    }

    static ProblemException alreadyThere(String name) {
        return problem("fleet-miner-exists", "Miner exists", 409, "The fleet already has a miner named " + name + ".");
    }

    static ProblemException changed(String name) {
        return problem(
                "fleet-miner-changed",
                "Miner changed",
                412,
                "Miner " + name + " is not what If-Match names. Read it again before you change it.");
    }

    static ProblemException unknownHost() {
        return invalid(new FieldError("host", "must be one of the configured container engines"));
    }

    static ProblemException onlyOneThere(FleetMiner miner) {
        return miner.replicas() > 1
                ? invalid(new FieldError("replicas", "must be at most 1 on " + miner.host() + ", a remote Ollama"))
                : invalid(new FieldError("gpus", "must be 0 on " + miner.host() + ", a remote Ollama"));
    }

    static ProblemException otherName(String name) {
        return invalid(new FieldError("name", "must be " + name + ": a miner keeps its name"));
    }

    static ProblemException invalid(InvalidValue value) {
        return invalid(value.asFieldError());
    }

    private static ProblemException invalid(FieldError error) {
        return new ProblemException(
                Problem.of("invalid-request", "Invalid request", 400, "A field has a value that can't be used.")
                        .withErrors(List.of(error)));
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
