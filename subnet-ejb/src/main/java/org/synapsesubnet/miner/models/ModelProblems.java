package org.synapsesubnet.miner.models;

import java.util.List;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.InvalidValue;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with a miner's models, each with its name and HTTP status. */
final class ModelProblems {

    private ModelProblems() {}

    static ProblemException minerNotFound() {
        return problem("fleet-miner-not-found", "No such miner", 404, "The fleet has no miner of that name.");
    }

    static ProblemException notFound() {
        return problem("fleet-model-not-found", "No such model", 404, "The miner has no model of that name.");
    }

    static ProblemException unmanaged(String miner) {
        return problem(
                "fleet-miner-unmanaged",
                "Miner not managed",
                409,
                "Miner " + miner + " is a remote Ollama, whose models are its owner's: they are shown here, and neither"
                        + " pulled, made, loaded, unloaded, limited nor deleted.");
    }

    static ProblemException changed(ModelName model) {
        return problem(
                "fleet-model-changed",
                "Model changed",
                412,
                "Model " + model + " is not what If-Match names. Read it again before you change it.");
    }

    static ProblemException pinned(ModelName model) {
        return problem(
                "fleet-model-pinned", "Model pinned", 409, "Model " + model + " is pinned. Take the pin away first.");
    }

    static ProblemException needed(ModelName model, ModelName by) {
        return problem(
                "fleet-model-needed",
                "Model needed",
                409,
                "Model " + by + " is made of " + model + ". Remove it first.");
    }

    static ProblemException blobNotFound() {
        return problem(
                "fleet-blob-not-found", "No such file", 404, "No file of that digest was uploaded to this node.");
    }

    static ProblemException blobNeeded() {
        return problem("fleet-blob-needed", "File needed", 409, "A model is made of the file. Remove the model first.");
    }

    static ProblemException tooLarge(long mostBytes) {
        return problem("too-large", "File too large", 413, "A file may have at most " + mostBytes + " bytes.");
    }

    static ProblemException otherDigest(String expected, String found) {
        return problem(
                "fleet-blob-digest",
                "Another digest",
                422,
                "The bytes are " + found + ", but the address says " + expected + ". Nothing was kept.");
    }

    static ProblemException invalid(InvalidValue value) {
        return invalid(value.asFieldError());
    }

    static ProblemException invalid(String field, String expectation) {
        return invalid(new FieldError(field, expectation));
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
