package org.synapsesubnet.web.problem;

import java.util.List;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** Problems that any REST application may answer with. */
public final class Problems {
    private Problems() {}

    public static Problem malformedJson(String detail) {
        return Problem.of("malformed-json", "Malformed JSON", 400, detail);
    }

    public static Problem invalid(List<FieldError> errors) {
        String fields = String.join(", ", errors.stream().map(FieldError::field).toList());
        return Problem.of("invalid-request", "Invalid request", 400, "Not acceptable: " + fields + ".")
                .withErrors(errors);
    }

    public static ProblemException invalid(String field, String message) {
        return new ProblemException(invalid(List.of(new FieldError(field, message))));
    }

    public static Problem tooLarge(int limitBytes) {
        return Problem.of(
                "body-too-large", "Body too large", 413, "The body may have at most " + limitBytes + " bytes.");
    }

    public static ProblemException preconditionRequired(String detail) {
        return new ProblemException(Problem.of("precondition-required", "Precondition required", 428, detail));
    }

    /** A refusal that HTTP has a name for and that needs no more words. */
    public static Problem plain(int status, String title, String detail) {
        return Problem.of("http-" + status, title, status, detail);
    }

    /** @param incident what to look for in the log */
    public static Problem internal(String incident) {
        return Problem.of(
                "internal-error",
                "Internal error",
                500,
                "The server failed; its log tells more of incident " + incident + ".");
    }
}
