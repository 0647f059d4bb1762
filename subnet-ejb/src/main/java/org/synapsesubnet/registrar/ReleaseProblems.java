package org.synapsesubnet.registrar;

import java.util.List;
import java.util.stream.Collectors;
import org.synapsesubnet.api.inference.InterfaceVersion;
import org.synapsesubnet.api.module.ReleaseState;
import org.synapsesubnet.api.module.ReleaseVersion;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with releases and channels, each with its name and HTTP status. */
final class ReleaseProblems {
    private ReleaseProblems() {}

    static ProblemException notFound(String module, String version) {
        String shown = ReleaseVersion.isVersion(version) ? " release " + version : " release of that version";
        return problem("release-not-found", "No such release", 404, "Module " + module + " has no" + shown + ".");
    }

    static ProblemException versionTaken(String module, String version) {
        return problem(
                "release-exists",
                "Release exists",
                409,
                "Module " + module + " already has a release " + version + "; releases never change.");
    }

    static ProblemException digestTaken(String digest, String holder) {
        return problem(
                "digest-known", "Digest is known", 409, "The bytes of " + digest + " are already " + holder + ".");
    }

    static ProblemException illegalStep(String version, ReleaseState from, ReleaseState to) {
        String next = from.next().stream().sorted().map(ReleaseState::text).collect(Collectors.joining(" or "));
        return problem(
                "illegal-state",
                "Illegal change of state",
                409,
                "Release " + version + " is " + from.text() + " and can't become " + to.text() + "; "
                        + (next.isEmpty() ? "it stays so." : "it can become " + next + "."));
    }

    static ProblemException incompatible(String version, String interfaceVersion) {
        return problem(
                "interface-incompatible",
                "Incompatible module interface",
                409,
                "Release " + version + " speaks module interface " + interfaceVersion + "; this registrar understands "
                        + InterfaceVersion.CURRENT.major() + ".0 to " + InterfaceVersion.CURRENT + ".");
    }

    static ProblemException notPassed(String module, String version) {
        return problem(
                "passport-required",
                "Passport required",
                409,
                "Release " + version + " of " + module
                        + " has no passed passport, which synapse.registrar.require-passport demands. Verify it first.");
    }

    static ProblemException inUse(String what, List<String> users) {
        return problem("in-use", "In use", 409, what + " is used by " + String.join(", ", users) + ".");
    }

    static ProblemException notADraft(String version, ReleaseState state) {
        return problem(
                "release-not-draft",
                "Release is no draft",
                409,
                "Release " + version + " is " + state.text() + "; only drafts can be removed. Yank it instead.");
    }

    static ProblemException changed(String what, boolean conditional) {
        return problem(
                "changed-meanwhile",
                "Changed meanwhile",
                conditional ? 412 : 409,
                what + " is not what you read. Read it again before you change it.");
    }

    static ProblemException channelNotFound(String module) {
        return problem(
                "channel-not-found", "No such channel", 404, "Module " + module + " has no channel of that name.");
    }

    static ProblemException notPublished(String version, ReleaseState state, boolean rollbackWouldDo) {
        return problem(
                "release-not-published",
                "Release is not published",
                409,
                "Release " + version + " is " + state.text()
                        + (rollbackWouldDo
                                ? "; a channel takes it only with \"rollback\": true."
                                : "; a channel can't point at it."));
    }

    static ProblemException notRunnable(String version, ReleaseState state) {
        return problem(
                "release-not-published",
                "Release is not published",
                409,
                "Release " + version + " is " + state.text() + "; a deployment runs published ones, and goes back to"
                        + " deprecated ones.");
    }

    static ProblemException noContainers(String module, String type) {
        return problem(
                "module-not-docker",
                "Not a module of containers",
                409,
                "Module " + module + " is of type " + type + "; the fleet runs modules of type docker.");
    }

    static ProblemException backwards(String from, String to) {
        return problem(
                "version-goes-backwards",
                "Version goes backwards",
                409,
                "Channel stable stands at " + from + " and " + to
                        + " is lower; it goes back only with \"rollback\": true.");
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
