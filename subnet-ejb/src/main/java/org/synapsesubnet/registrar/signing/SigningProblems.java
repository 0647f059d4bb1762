package org.synapsesubnet.registrar.signing;

import java.util.List;
import org.synapsesubnet.api.problem.FieldError;
import org.synapsesubnet.api.problem.Problem;
import org.synapsesubnet.api.problem.ProblemException;
import org.synapsesubnet.api.signing.TrustedKeyView;

/** What can go wrong with keys and signatures, each with its name and HTTP status. */
final class SigningProblems {

    private SigningProblems() {}

    static ProblemException noKey(String id) {
        return problem("key-not-found", "No such key", 404, "There is no key " + shown(id) + ".");
    }

    static ProblemException keyKnown(String name) {
        return problem(
                "key-known", "Key is known", 409, "The key, or another of its name, is known already: " + name + ".");
    }

    static ProblemException alreadyRevoked(TrustedKeyView key) {
        return problem(
                "key-revoked", "Key is revoked", 409, "Key " + key.name() + " was revoked at " + key.revokedAt() + ".");
    }

    static ProblemException badKey(String what) {
        Problem problem = Problem.of("invalid-request", "Invalid request", 400, "Not acceptable: publicKey.")
                .withErrors(List.of(new FieldError("publicKey", what)));
        return new ProblemException(problem);
    }

    static ProblemException unknownSigner(String id) {
        return problem(
                "unknown-signer",
                "Unknown signer",
                403,
                "No operator trusts the key " + shown(id) + "; POST /registrar/keys adds one.");
    }

    static ProblemException revokedSigner(TrustedKeyView key) {
        return problem(
                "revoked-signer",
                "Revoked signer",
                403,
                "The key of " + key.name() + " (" + shown(key.id()) + ") was revoked by " + key.revokedBy() + " at "
                        + key.revokedAt() + (key.reason() == null ? "." : ": " + key.reason() + "."));
    }

    static ProblemException otherBytes(TrustedKeyView key, ReleaseManifest manifest) {
        return problem(
                "signature-of-other-bytes",
                "Signature of other bytes",
                400,
                "The signature by " + key.name() + " isn't of the manifest of release " + manifest.version() + " of "
                        + manifest.module() + ", whose SHA-256 is " + manifest.digest() + ".");
    }

    static ProblemException unsigned(String module, String version) {
        return problem(
                "signature-required",
                "Signature required",
                409,
                "Release " + version + " of " + module
                        + " has no valid signature by a trusted key, which synapse.registrar.require-signature demands.");
    }

    private static String shown(String id) {
        return id.matches("[0-9a-f]{64}") ? id.substring(0, 16) + "…" : "of that id";
    }

    private static ProblemException problem(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }
}
