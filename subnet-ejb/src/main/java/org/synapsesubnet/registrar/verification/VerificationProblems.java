package org.synapsesubnet.registrar.verification;

import org.synapsesubnet.api.module.ReleaseVersion;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;

/** What can go wrong with verifications and passports, each with its name and HTTP status. */
final class VerificationProblems {
    private VerificationProblems() {}

    static ProblemException noVerifier() {
        return problem(
                "no-verifier",
                "No verifier",
                409,
                "Nothing can be verified: synapse.registrar.verifier names no Docker engine.");
    }

    static ProblemException alreadyRunning(String what) {
        return problem(
                "verification-running",
                "Verification is running",
                409,
                what + " is being verified; wait for its end, or cancel it.");
    }

    static ProblemException notRunning(String version) {
        return problem(
                "verification-not-running",
                "No verification is running",
                409,
                "Release " + version + " isn't being verified now.");
    }

    static ProblemException runsElsewhere(String node) {
        return problem(
                "verification-elsewhere",
                "Verification runs on another node",
                409,
                "Node " + node + " verifies it; cancel it there.");
    }

    static ProblemException neverVerified(String module, String version) {
        return problem(
                "verification-not-found",
                "No verification",
                404,
                "Release " + version + " of " + module + " was never verified.");
    }

    static ProblemException noPassport(String module, String version) {
        return problem(
                "passport-not-found", "No passport", 404, "Release " + version + " of " + module + " has no passport.");
    }

    static ProblemException noBill(String module, String version) {
        return problem(
                "bill-of-materials-not-found",
                "No bill of materials",
                404,
                "The image of release " + version + " of " + module + " couldn't be read when it was verified.");
    }

    static ProblemException noRelease(String module, String version) {
        String shown = ReleaseVersion.isVersion(version) ? " release " + version : " release of that version";
        return problem("release-not-found", "No such release", 404, "Module " + module + " has no" + shown + ".");
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
