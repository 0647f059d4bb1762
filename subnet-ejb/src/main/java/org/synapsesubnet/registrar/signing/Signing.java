package org.synapsesubnet.registrar.signing;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.access.AuditTrail;
import org.synapsesubnet.access.Caller;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.signing.KeyRevocation;
import org.synapsesubnet.api.signing.SignatureDraft;
import org.synapsesubnet.api.signing.SignatureList;
import org.synapsesubnet.api.signing.SigningKeyView;
import org.synapsesubnet.api.signing.TrustedKeyDraft;
import org.synapsesubnet.api.signing.TrustedKeyList;
import org.synapsesubnet.api.signing.TrustedKeyView;
import org.synapsesubnet.platform.persistence.Database;
import org.synapsesubnet.registrar.ReleasePublishing;
import org.synapsesubnet.registrar.Releases;
import org.synapsesubnet.registrar.build.Builds;
import org.synapsesubnet.registrar.distribution.Distribution;

/** Keys that operators trust, and the signatures of releases. What is written leaves an audit entry. */
@ApplicationScoped
public class Signing {

    private static final String ANNOTATION = "org.synapsesubnet.signature";

    @Inject
    @ConfigProperty(name = "synapse.registrar.signing-key-file")
    private String keyFile;

    @Inject
    @ConfigProperty(name = "synapse.registrar.require-signature")
    private boolean required;

    @Inject
    @ConfigProperty(name = "synapse.node.name")
    private String node;

    @Resource(lookup = Database.JNDI_NAME)
    private DataSource database;

    @Inject
    private InstantSource clock;

    @Inject
    private AuditTrail audit;

    @Inject
    private Releases releases;

    @Inject
    private Builds builds;

    @Inject
    private Distribution distribution;

    private @Nullable SignatureDesk desk;

    protected Signing() {}

    @PostConstruct
    void open() {
        desk = new SignatureDesk(database, clock);
    }

    public TrustedKeyList keys() {
        try {
            return new TrustedKeyList(desk().keys().all());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** @throws org.synapsesubnet.api.problem.ProblemException with status 409 when key or name are known */
    public TrustedKeyView trust(TrustedKeyDraft draft, Caller by) {
        VerifyingKey key = VerifyingKey.parse(draft.publicKey());
        try {
            desk().keys().add(key, draft.name(), by.account());
            audit.record(by.account(), "key.trust", draft.name(), key.id());
            return find(key.id());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** From now on no signature of the key counts. */
    public TrustedKeyView revoke(String id, KeyRevocation revocation, Caller by) {
        try {
            TrustedKeyView key = find(id);
            if (!desk().keys().revoke(id, revocation.reason(), by.account())) {
                throw SigningProblems.alreadyRevoked(key);
            }
            audit.record(by.account(), "key.revoke", key.name(), revocation.reason());
            return find(id);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** The public half of this node's own key, which is made now if need be. */
    public SigningKeyView ownKey() {
        return new SigningKeyView(node, own().open().text());
    }

    /** The bytes of a release that are signed. */
    public byte[] manifest(String module, String version) {
        return manifestOf(releases.find(module, version).release()).bytes();
    }

    public SignatureList signatures(String module, String version) {
        try {
            return desk().list(manifestOf(releases.find(module, version).release()));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Signs a release with this node's own key, or takes another's signature. Where the image is in our registry, the
     * signature is attached to it there.
     *
     * @throws org.synapsesubnet.api.problem.ProblemException that names the signer: with status 403 when it is unknown or
     *     revoked, 400 when the signature is of other bytes; 502 when the registry fails, and then nothing is kept
     */
    public SignatureList sign(String module, String version, SignatureDraft draft, Caller by) {
        ReleaseView release = releases.find(module, version).release();
        ReleaseManifest manifest = manifestOf(release);
        boolean ours = draft.keyId() == null || draft.signature() == null;
        String keyId = ours ? own().open().id() : Objects.requireNonNull(draft.keyId());
        String signature = ours ? own().sign(manifest.bytes()) : Objects.requireNonNull(draft.signature());
        try {
            desk().check(manifest, keyId, signature);
            distribution.attach(
                    module,
                    release.artifact(),
                    release.digest(),
                    manifest.bytes(),
                    Map.of(ANNOTATION, signature, ANNOTATION + ".key", keyId, ANNOTATION + ".algorithm", "Ed25519"));
            desk().keep(manifest, keyId, signature, by.account());
            audit.record(by.account(), "release.sign", module, version + " by key " + keyId);
            return desk().list(manifest);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    void demandSignature(@Observes ReleasePublishing publishing) {
        ReleaseView release = publishing.release();
        try {
            if (required && !desk().isSigned(manifestOf(release))) {
                throw SigningProblems.unsigned(release.module(), release.version());
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private ReleaseManifest manifestOf(ReleaseView release) {
        return ReleaseManifest.of(release, builds.of(release.module(), release.version()));
    }

    private TrustedKeyView find(String id) throws SQLException {
        return desk().keys().find(id).orElseThrow(() -> SigningProblems.noKey(id));
    }

    private SigningKey own() {
        try {
            return SigningKey.of(Path.of(keyFile));
        } catch (IOException e) {
            throw new IllegalStateException("synapse.registrar.signing-key-file: " + e.getMessage(), e);
        }
    }

    private SignatureDesk desk() {
        return Objects.requireNonNull(desk);
    }

    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("Keys and signatures can't be read or written", e);
    }
}
