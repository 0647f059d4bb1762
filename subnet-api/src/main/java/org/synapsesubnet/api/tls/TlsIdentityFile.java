package org.synapsesubnet.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import org.synapsesubnet.api.identity.Hotkey;
import org.synapsesubnet.api.identity.OwnerOnlyFile;

/**
 * A {@link TlsIdentity} on disk: a PEM file with an unencrypted private key (PKCS #8) and its certificate, for its
 * owner only. A certificate of one's own choosing may lie there before the first start.
 */
public final class TlsIdentityFile {

    private final OwnerOnlyFile file;

    public TlsIdentityFile(Path path) {
        this.file = new OwnerOnlyFile(path, "TLS file");
    }

    /**
     * Reads key and certificate, made first where there is no such file.
     *
     * @throws IOException when the file can't be read or written, may be read by others than its owner, or holds
     *     something else
     */
    public TlsIdentity loadOrCreate(Hotkey hotkey, InstantSource clock, SecureRandom random) throws IOException {
        String text =
                file.readOrCreate(() -> SelfSigned.of(hotkey, clock, random).text());
        try {
            return identity(PemText.parse(text));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the " + file + " holds no key and certificate: " + e.getMessage(), e);
        }
    }

    private static TlsIdentity identity(PemText pem) throws GeneralSecurityException {
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.certificate()));
        var keys = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm());
        return new TlsIdentity(keys.generatePrivate(new PKCS8EncodedKeySpec(pem.key())), certificate);
    }
}
