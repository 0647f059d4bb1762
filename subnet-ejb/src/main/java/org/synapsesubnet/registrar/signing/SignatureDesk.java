package org.synapsesubnet.registrar.signing;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.synapsesubnet.api.signing.SignatureList;
import org.synapsesubnet.api.signing.SignatureVerdict;
import org.synapsesubnet.api.signing.SignatureView;
import org.synapsesubnet.api.signing.TrustedKeyView;

/** Takes and weighs signatures. A signature counts by what its key is worth now, not by what it was worth when it came. */
final class SignatureDesk {

    private final KeyRows keys;
    private final SignatureRows signatures;

    SignatureDesk(DataSource database, InstantSource clock) {
        this.keys = new KeyRows(database, clock);
        this.signatures = new SignatureRows(database, clock);
    }

    KeyRows keys() {
        return keys;
    }

    /**
     * Checks a signature before it is kept.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException that names the signer: with status 403 when it is unknown or
     *     revoked, 400 when the signature is of other bytes
     */
    void check(ReleaseManifest manifest, String keyId, String signature) throws SQLException {
        TrustedKeyView key = keys.find(keyId).orElseThrow(() -> SigningProblems.unknownSigner(keyId));
        if (key.revokedAt() != null) {
            throw SigningProblems.revokedSigner(key);
        }
        if (!VerifyingKey.parse(key.publicKey()).verifies(manifest.bytes(), signature)) {
            throw SigningProblems.otherBytes(key, manifest);
        }
    }

    void keep(ReleaseManifest manifest, String keyId, String signature, String by) throws SQLException {
        signatures.put(manifest.module(), manifest.version(), keyId, signature, by);
    }

    SignatureList list(ReleaseManifest manifest) throws SQLException {
        List<SignatureView> views = new ArrayList<>();
        for (SignatureRows.Row row : signatures.of(manifest.module(), manifest.version())) {
            Optional<TrustedKeyView> key = keys.find(row.keyId());
            views.add(new SignatureView(
                    row.keyId(),
                    key.map(TrustedKeyView::name).orElse(null),
                    row.signature(),
                    verdict(manifest, key, row.signature()),
                    row.addedBy(),
                    row.addedAt()));
        }
        return new SignatureList(views);
    }

    boolean isSigned(ReleaseManifest manifest) throws SQLException {
        return list(manifest).signatures().stream()
                .anyMatch(signature -> signature.verdict() == SignatureVerdict.VALID);
    }

    private static SignatureVerdict verdict(ReleaseManifest manifest, Optional<TrustedKeyView> key, String signature) {
        if (key.isEmpty()) {
            return SignatureVerdict.UNKNOWN_SIGNER;
        }
        if (key.get().revokedAt() != null) {
            return SignatureVerdict.REVOKED_SIGNER;
        }
        return VerifyingKey.parse(key.get().publicKey()).verifies(manifest.bytes(), signature)
                ? SignatureVerdict.VALID
                : SignatureVerdict.OTHER_BYTES;
    }
}
