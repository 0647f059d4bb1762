package org.synapsesubnet.registrar.build;

import java.util.List;
import org.synapsesubnet.api.build.BuildState;
import org.synapsesubnet.api.module.ModuleDraft;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with builds, each with its name and HTTP status. */
final class BuildProblems {

    private BuildProblems() {}

    static ProblemException noBuilder() {
        return problem(
                "no-builder",
                "No builder",
                503,
                "This node has no engine for building: an operator names one in synapse.registrar.builder.");
    }

    static ProblemException moduleNotFound(String name) {
        String shown = ModuleDraft.isName(name) ? "named " + name : "of that name";
        return problem("module-not-found", "No such module", 404, "There is no module " + shown + ".");
    }

    static ProblemException notFound(String module) {
        return problem("build-not-found", "No such build", 404, "Module " + module + " has no build of that id.");
    }

    static ProblemException tooMany(int waiting) {
        return problem("builds-waiting", "Too many builds", 503, waiting + " builds wait already, which is the limit.");
    }

    static ProblemException tooLarge(long limit) {
        return problem(
                "context-too-large",
                "Context too large",
                413,
                "A context may have at most " + limit + " bytes (synapse.registrar.context-bytes).");
    }

    /** @param what is wrong with it, as the rest of a sentence about the context */
    static ProblemException context(String what) {
        return problem("invalid-context", "Invalid context", 400, "The context " + what + ".");
    }

    /** @param line of the Dockerfile, from 1 */
    static ProblemException dockerfile(int line, String what) {
        return problem("invalid-dockerfile", "Invalid Dockerfile", 400, "Dockerfile, line " + line + ": " + what + ".");
    }

    static ProblemException url(String what) {
        Problem problem = Problem.of("git-url-refused", "Git URL refused", 400, "The address " + what + ".")
                .withErrors(List.of(new FieldError("url", what)));
        return new ProblemException(problem);
    }

    static ProblemException over(BuildState state) {
        return problem("build-over", "Build is over", 409, "The build is " + state.text() + " already.");
    }

    static ProblemException elsewhere(String node) {
        return problem(
                "build-elsewhere",
                "Build runs elsewhere",
                409,
                "The build runs on node " + node + "; cancel it there.");
    }

    static ProblemException notSucceeded(BuildState state) {
        return problem(
                "build-not-succeeded",
                "Build has no image",
                409,
                "The build is " + state.text() + "; a release is made from one that succeeded.");
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
