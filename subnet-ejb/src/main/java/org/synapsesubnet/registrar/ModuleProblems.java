package org.synapsesubnet.registrar;

import java.util.List;
import java.util.stream.Collectors;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.module.ModuleStatus;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with a module, each with its name and HTTP status. */
final class ModuleProblems {
    private ModuleProblems() {}

    static ProblemException notFound(String name) {
        String shown = ModuleDraft.isName(name) ? "named " + name : "of that name";
        return problem("module-not-found", "No such module", 404, "There is no module " + shown + ".");
    }

    static ProblemException noRevision(String name, long number) {
        return problem(
                "revision-not-found", "No such revision", 404, "Module " + name + " has no revision " + number + ".");
    }

    /** @param release whose schema says so */
    static ProblemException misconfigured(String release, List<FieldError> faults) {
        Problem problem = Problem.of(
                        "invalid-configuration",
                        "Invalid configuration",
                        400,
                        "The configuration isn't what release " + release + " takes.")
                .withErrors(faults);
        return new ProblemException(problem);
    }

    static ProblemException alreadyThere(String name) {
        return problem("module-exists", "Module exists", 409, "There is already a module named " + name + ".");
    }

    static ProblemException tagMismatch(String name, String tag) {
        return problem(
                "module-changed",
                "Module changed",
                412,
                "Module " + name + " is not what If-Match names; its entity tag is now \"" + tag
                        + "\". Read it again before you change it.");
    }

    static ProblemException changedMeanwhile(String name, boolean conditional) {
        return problem(
                "module-changed",
                "Module changed",
                conditional ? 412 : 409,
                "Somebody else changed module " + name + " at the same time. Read it again before you change it.");
    }

    static ProblemException illegalStep(String name, ModuleStatus from, ModuleStatus to) {
        String next = from.next().stream().sorted().map(ModuleStatus::text).collect(Collectors.joining(" or "));
        return problem(
                "illegal-status",
                "Illegal change of status",
                409,
                "Module " + name + " is " + from.text() + " and can't become " + to.text() + "; it can become " + next
                        + ".");
    }

    static ProblemException enabled(String name) {
        return problem("module-enabled", "Module is enabled", 409, "Module " + name + " is enabled. Disable it first.");
    }

    static ProblemException immutable(String field, String value) {
        Problem problem = Problem.of("invalid-request", "Invalid request", 400, "A module keeps its " + field + ".")
                .withErrors(List.of(new FieldError(field, "must be left out or " + value)));
        return new ProblemException(problem);
    }

    static ProblemException notAllowed(String command) {
        return problem(
                "native-command-not-allowed",
                "Command is not allowed",
                403,
                "The operator's allow-list of native executables doesn't hold " + command + ".");
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
